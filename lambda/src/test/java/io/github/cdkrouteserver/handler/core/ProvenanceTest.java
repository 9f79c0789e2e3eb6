package io.github.cdkrouteserver.handler.core;

import static io.github.cdkrouteserver.handler.core.Requests.asn;
import static io.github.cdkrouteserver.handler.core.Requests.signedAt;
import static io.github.cdkrouteserver.handler.core.Requests.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProvenanceTest {
    private static RouteServer tagged(String value) {
        return new RouteServer(
                "rs-1", 65_000, "available", Map.of("cdk-route-server:provenance", value), "", null, false, "");
    }

    @ParameterizedTest
    @EnumSource
    void read_whatWasWritten_isTheSame(Provenance.Phase phase) {
        Provenance provenance = new Provenance(phase, "token", "rs-0", 1_700_000_000, false);
        assertThat(Provenance.read(tagged(provenance.tagValue()))).contains(provenance);
    }

    @ParameterizedTest
    @CsvSource({
        "CREATING,ABANDONED",
        "ANSWERING,ABANDONED",
        "CREATED,ABANDONED",
        "ABANDONED,ABANDONED",
        "RELEASED,RELEASED"
    })
    void read_ofAServerThatWasGivenUp_saysSoUntilItIsDeleted(Provenance.Phase noted, Provenance.Phase read) {
        RouteServer server = new RouteServer(
                "rs-1",
                65_000,
                "available",
                Map.of(
                        "cdk-route-server:provenance",
                        new Provenance(noted, "t", "rs-0", 1, false).tagValue(),
                        "cdk-route-server:abandoned",
                        "u2"),
                "",
                null,
                false,
                "");
        assertThat(Provenance.read(server)).contains(new Provenance(read, "t", "rs-0", 1, false));
    }

    @ParameterizedTest
    @CsvSource({"created t rs-0", "created t rs-0 soon"})
    void read_withoutADate_isOfUnknownAge(String value) {
        assertThat(Provenance.read(tagged(value)))
                .contains(new Provenance(Provenance.Phase.CREATED, "t", "rs-0", 0, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "created", "created t", "CREATED t rs-0 1", "made t rs-0 1"})
    void read_anythingElse_isNone(String value) {
        assertThat(Provenance.read(tagged(value))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"rs-1,true", "' x',false", "'x y',false", "100,true", "101,false"})
    void of_aPredecessor_isKeptWhereATagHasRoomForIt(String given, boolean kept) {
        String id = given.startsWith("10") ? "x".repeat(Integer.parseInt(given)) : given;
        ResourceRequest request = signedAt(7, update("u1", id, Map.of(), asn(65_000)));
        assertThat(Provenance.of(request))
                .isEqualTo(new Provenance(Provenance.Phase.CREATING, "u1", kept ? id : "", 7, false));
    }

    @Test
    void tagValue_withoutWayBack_saysSoAndIsReadAgain() {
        Provenance provenance = new Provenance(Provenance.Phase.CREATED, "t", "rs-1", 5, false).withoutWayBack();
        assertThat(provenance.tagValue()).isEqualTo("created t rs-1 5 final");
        assertThat(provenance.at(Provenance.Phase.RELEASED).tagValue()).isEqualTo("released t rs-1 5 final");
        assertThat(Provenance.read(tagged("created t rs-1 5 final"))).contains(provenance);
        assertThat(Provenance.read(tagged("created t rs-1 5 other")))
                .contains(new Provenance(Provenance.Phase.CREATED, "t", "rs-1", 5, false));
    }
}
