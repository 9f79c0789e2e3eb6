package io.github.cdkrouteserver.handler.core;

import static io.github.cdkrouteserver.handler.core.Requests.asn;
import static io.github.cdkrouteserver.handler.core.Requests.signedAt;
import static io.github.cdkrouteserver.handler.core.Requests.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
        Provenance provenance = new Provenance(phase, "token", "rs-0", 1_700_000_000, "");
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
                        new Provenance(noted, "t", "rs-0", 1, "").tagValue(),
                        "cdk-route-server:abandoned",
                        "u2"),
                "",
                null,
                false,
                "");
        assertThat(Provenance.read(server)).contains(new Provenance(read, "t", "rs-0", 1, ""));
    }

    @ParameterizedTest
    @CsvSource({"created t rs-0", "created t rs-0 soon"})
    void read_withoutADate_isOfUnknownAge(String value) {
        assertThat(Provenance.read(tagged(value)))
                .contains(new Provenance(Provenance.Phase.CREATED, "t", "rs-0", 0, ""));
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
                .extracting(Provenance::phase, Provenance::token, Provenance::predecessor, Provenance::signedAt)
                .containsExactly(Provenance.Phase.CREATING, "u1", kept ? id : "", 7L);
    }

    @Test
    void tagValue_withAWayBack_isReadAgainUntilThatIsClosed() {
        Provenance provenance = new Provenance(Provenance.Phase.CREATED, "t", "rs-1", 5, "0a1b");
        assertThat(provenance.tagValue()).isEqualTo("created t rs-1 5 0a1b");
        assertThat(provenance.at(Provenance.Phase.RELEASED).tagValue()).isEqualTo("released t rs-1 5 0a1b");
        assertThat(Provenance.read(tagged("created t rs-1 5 0a1b"))).contains(provenance);
        assertThat(provenance.withoutWayBack().tagValue()).isEqualTo("created t rs-1 5");
    }

    @ParameterizedTest
    @CsvSource({"rs-1,true", "route-server/dry-run/c1,true", "route-server/refused/c1,false", "net-Rs-1A2B,false"})
    void of_anUpdate_leadsBackToWhatRollbacksMayName(String predecessor, boolean leads) {
        Map<String, Object> old = asn(65_000, "Tags", List.of(Map.of("Key", "a", "Value", "1")));
        Provenance provenance = Provenance.of(update("u1", predecessor, old, asn(65_001)));
        assertThat(provenance.leadsBackTo(old)).isEqualTo(leads);
        assertThat(provenance.leadsBackTo(asn(65_000))).isFalse();
        assertThat(provenance.withoutWayBack().leadsBackTo(old)).isFalse();
    }
}
