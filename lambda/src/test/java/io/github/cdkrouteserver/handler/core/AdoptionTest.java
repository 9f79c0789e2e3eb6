package io.github.cdkrouteserver.handler.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AdoptionTest {
    private static final Owner OWNER = new Owner("arn:aws:cloudformation:us-east-1:123456789012:stack/Network/1", "Rs");
    private static final String EARLIER = "a".repeat(64);
    private static final String PRESENT = "b".repeat(64);
    private static final long NOW = 1_800_000_000L;

    private static RouteServer server(String provenance) {
        Map<String, String> tags = new HashMap<>(OWNER.tags());
        tags.put("cdk-route-server:provenance", provenance);
        return new RouteServer("rs-1", 65000, "available", tags, "disabled", null, false, "");
    }

    private static OwnedServers owned(RouteServer server, String physicalId, long signedAt) {
        Map<String, Object> properties = Map.of("AmazonSideAsn", "65001");
        Map<String, Object> old = Map.of("AmazonSideAsn", "65000");
        return new OwnedServers(
                new ResourceRequest(
                        ResourceRequest.Type.DELETE, OWNER, PRESENT, physicalId, properties, old, signedAt, false),
                List.of(server));
    }

    static Stream<Arguments> somebodysServer_inAnyRequest_isNeverAnOrphan() {
        return Stream.of("offered", "created " + EARLIER + " offered " + NOW, "created " + EARLIER + " offered 0")
                .flatMap(provenance -> Stream.of(
                                "rs-2",
                                "offered",
                                "Network-Rs-ABC",
                                PhysicalId.notCreated(PRESENT),
                                PhysicalId.notCreated(EARLIER),
                                "")
                        .flatMap(id -> Stream.of(NOW + 60, 0L).map(signed -> Arguments.of(provenance, id, signed))));
    }

    @ParameterizedTest
    @MethodSource
    void somebodysServer_inAnyRequest_isNeverAnOrphan(String provenance, String physicalId, long signedAt) {
        OwnedServers owned = owned(server(provenance), physicalId, signedAt);
        assertThat(owned.unnamed()).isEmpty();
        assertThat(owned.leftBehind("")).isEmpty();
        assertThat(owned.leftBehind(EARLIER)).isEmpty();
        assertThat(owned.unansweredSuccessors()).isEmpty();
        assertThat(owned.madeElsewhere()).hasSize(1);
        assertThat(Adoption.isDue(owned)).isTrue();
    }

    static Stream<Arguments> ownServer_ofAnyPhase_isNotToBeAdopted() {
        return Stream.of(Provenance.Phase.values())
                .flatMap(phase -> Stream.of("", "rs-2").map(predecessor -> Arguments.of(phase, predecessor)));
    }

    @ParameterizedTest
    @MethodSource
    void ownServer_ofAnyPhase_isNotToBeAdopted(Provenance.Phase phase, String predecessor) {
        RouteServer server = server(new Provenance(phase, EARLIER, predecessor, NOW, "").tagValue());
        assertThat(Adoption.isDue(owned(server, "", NOW + 60))).isFalse();
    }
}
