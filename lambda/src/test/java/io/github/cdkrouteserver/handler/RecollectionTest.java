package io.github.cdkrouteserver.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkrouteserver.handler.core.Owner;
import io.github.cdkrouteserver.handler.core.ResourceRequest;
import io.github.cdkrouteserver.handler.core.ResourceRequest.Type;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecollectionTest {
    private final Recollection recollection = new Recollection();

    private static ResourceRequest request(
            Type type, String logicalId, String token, String physicalId, long signedAt) {
        return new ResourceRequest(
                type, new Owner("arn:stack", logicalId), token, physicalId, Map.of(), Map.of(), signedAt, false);
    }

    private static ResourceRequest create(String token, long signedAt) {
        return request(Type.CREATE, "Rs", token, "", signedAt);
    }

    private static ResourceRequest update(String token, String physicalId) {
        return request(Type.UPDATE, "Rs", token, physicalId, 0);
    }

    @Test
    void isOutdated_whatComesInOrder_isNot() {
        assertThat(recollection.isOutdated(create("a", 100))).isFalse();
        assertThat(recollection.isOutdated(create("b", 100))).isFalse();
        assertThat(recollection.isOutdated(create("c", 101))).isFalse();
    }

    @Test
    void isOutdated_theLastRequestDeliveredAgain_isNot() {
        recollection.isOutdated(create("a", 0));
        recollection.isOutdated(create("b", 0));
        assertThat(recollection.isOutdated(create("b", 0))).isFalse();
    }

    @Test
    void isOutdated_anEarlierRequestDeliveredAgain_is() {
        recollection.isOutdated(create("a", 0));
        recollection.isOutdated(create("b", 0));
        assertThat(recollection.isOutdated(create("a", 0))).isTrue();
        assertThat(recollection.isOutdated(create("b", 0))).isFalse();
    }

    @Test
    void isOutdated_aRequestSignedBeforeTheLastOne_isThoughItWasNeverSeen() {
        recollection.isOutdated(create("b", 101));
        assertThat(recollection.isOutdated(create("a", 100))).isTrue();
        assertThat(recollection.isOutdated(create("without a date", 0))).isFalse();
        assertThat(recollection.isOutdated(create("a later one", 100))).isTrue();
    }

    @Test
    void isOutdated_anUpdateOfWhatWasDeleted_is() {
        recollection.deleted(request(Type.DELETE, "Rs", "b", "rs-1", 0));
        assertThat(recollection.isOutdated(update("a", "rs-1"))).isTrue();
        assertThat(recollection.isOutdated(update("c", "rs-2"))).isFalse();
        assertThat(recollection.isOutdated(request(Type.DELETE, "Rs", "b", "rs-1", 0)))
                .isFalse();
    }

    @Test
    void isOutdated_forAnotherResource_isKnownByItself() {
        recollection.isOutdated(create("b", 101));
        recollection.deleted(request(Type.DELETE, "Rs", "c", "rs-1", 102));
        assertThat(recollection.isOutdated(request(Type.UPDATE, "Other", "b", "rs-1", 100)))
                .isFalse();
    }

    @Test
    void isOutdated_ofMoreResourcesThanAreRemembered_forgetsTheOldest() {
        for (int i = 0; i <= 1_000; i++) {
            recollection.isOutdated(request(Type.CREATE, "Rs" + i, "later", "", 101));
        }
        assertThat(recollection.isOutdated(request(Type.CREATE, "Rs1", "earlier", "", 100)))
                .isTrue();
        assertThat(recollection.isOutdated(request(Type.CREATE, "Rs0", "earlier", "", 100)))
                .isFalse();
    }
}
