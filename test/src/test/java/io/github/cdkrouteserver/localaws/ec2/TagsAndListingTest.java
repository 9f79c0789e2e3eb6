package io.github.cdkrouteserver.localaws.ec2;

import static io.github.cdkrouteserver.localaws.ec2.Ec2Bench.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.DescribeRouteServersResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.RouteServer;
import software.amazon.awssdk.services.ec2.model.Tag;

class TagsAndListingTest {
    @Test
    void createAndDeleteTags_ofAServer_changeWhatIsDescribed() {
        try (Ec2Bench bench = new Ec2Bench()) {
            String id = bench.createTagged(Map.of("a", "1", "b", "2")).routeServerId();

            tag(bench, id, "b", "<&\"' ü\n>");
            tag(bench, id, "c", "");
            bench.client.deleteTags(r -> r.resources(id).tags(key("a"), key("absent")));

            assertThat(bench.ec2.inventory().tags(id)).isEqualTo(Map.of("b", "<&\"' ü\n>", "c", ""));
            assertThat(tagsOf(bench.describe(id))).isEqualTo(Map.of("b", "<&\"' ü\n>", "c", ""));
        }
    }

    @Test
    void deleteTags_withAValue_deletesOnlyThatValue() {
        try (Ec2Bench bench = new Ec2Bench()) {
            String id = bench.createTagged(Map.of("a", "1", "b", "2")).routeServerId();

            bench.client.deleteTags(r -> r.resources(id)
                    .tags(
                            Tag.builder().key("a").value("other").build(),
                            Tag.builder().key("b").value("2").build()));

            assertThat(bench.ec2.inventory().tags(id)).isEqualTo(Map.of("a", "1"));
        }
    }

    @Test
    void deleteTags_withoutKeys_deletesAllButSystemTags() {
        try (Ec2Bench bench = new Ec2Bench()) {
            String id = bench.create().routeServerId();
            bench.ec2.admin().setTags(id, Map.of("aws:cloudformation:stack-name", "s", "mine", "1"));

            bench.client.deleteTags(r -> r.resources(id));

            assertThat(bench.ec2.inventory().tags(id)).isEqualTo(Map.of("aws:cloudformation:stack-name", "s"));
        }
    }

    @Test
    void createTags_beyondFifty_isRefusedAsAWhole() {
        try (Ec2Bench bench = new Ec2Bench()) {
            Map<String, String> fifty = new HashMap<>();
            for (int i = 0; i < 50; i++) {
                fifty.put("k" + i, "v");
            }
            String id = bench.createTagged(fifty).routeServerId();

            assertThat(codeOf(() -> tag(bench, id, "one-more", ""))).isEqualTo("TagLimitExceeded");
            assertThat(codeOf(() -> tag(bench, id, "k0", "changed"))).isEqualTo("OK");
            fifty.put("k50", "v");
            assertThat(codeOf(() -> bench.createTagged(fifty))).isEqualTo("TagLimitExceeded");
        }
    }

    @ParameterizedTest
    @CsvSource({"128, 1, InvalidParameterValue", "127, 256, OK", "1, 257, InvalidParameterValue"})
    void createTags_longKeysAndValues_areRefused(int key, int value, String expected) {
        try (Ec2Bench bench = new Ec2Bench()) {
            String id = bench.create().routeServerId();

            assertThat(codeOf(() -> tag(bench, id, "k".repeat(key), "v".repeat(value))))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws:x", "AWS:x"})
    void tags_withTheReservedPrefix_areRefused(String reserved) {
        try (Ec2Bench bench = new Ec2Bench()) {
            String id = bench.create().routeServerId();

            assertThat(codeOf(() -> tag(bench, id, reserved, "v"))).isEqualTo("InvalidParameterValue");
            assertThat(codeOf(() -> bench.client.deleteTags(r -> r.resources(id).tags(key(reserved)))))
                    .isEqualTo("InvalidParameterValue");
            assertThat(codeOf(() -> bench.createTagged(Map.of(reserved, "v")))).isEqualTo("InvalidParameterValue");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tag:owner, me, 2",
        "tag:owner, m*, 2",
        "tag:owner, m?, 2",
        "tag:owner, ME, 0",
        "tag:Owner, me, 0",
        "tag-key, stage, 1",
        "tag-key, *, 3",
    })
    void describeRouteServers_byTag_findsThem(String name, String value, int expected) {
        try (Ec2Bench bench = new Ec2Bench()) {
            bench.createTagged(Map.of("owner", "me", "stage", "prod"));
            bench.createTagged(Map.of("owner", "me"));
            bench.createTagged(Map.of("owner", "you"));
            bench.create();

            assertThat(find(bench, name, value)).hasSize(expected);
        }
    }

    @Test
    void describeRouteServers_byTwoFilters_needsBoth() {
        try (Ec2Bench bench = new Ec2Bench()) {
            bench.createTagged(Map.of("a", "1", "b", "2"));
            bench.createTagged(Map.of("a", "1"));

            assertThat(bench.client
                            .describeRouteServers(r -> r.filters(filter("tag:a", "1", "x"), filter("tag:b", "2")))
                            .routeServers())
                    .hasSize(1);
        }
    }

    @Test
    void describeRouteServers_whileTagsAreUnseen_findsByIdButNotByTag() {
        try (Ec2Bench bench = new Ec2Bench(
                b -> b.newTagsUnseenFor(Duration.ofSeconds(4)).tagChangesUnseenFor(Duration.ofSeconds(2)))) {
            String id = bench.createTagged(Map.of("owner", "me")).routeServerId();

            assertThat(bench.describe(id).hasTags()).isFalse();
            assertThat(find(bench, "tag:owner", "me")).isEmpty();
            bench.pass(Duration.ofSeconds(4));
            assertThat(find(bench, "tag:owner", "me")).hasSize(1);
            tag(bench, id, "owner", "you");
            assertThat(find(bench, "tag:owner", "me")).hasSize(1);
            bench.pass(Duration.ofSeconds(2));
            assertThat(find(bench, "tag:owner", "me")).isEmpty();
        }
    }

    @Test
    void describeRouteServers_inPages_seesEachServerOnce() {
        try (Ec2Bench bench = new Ec2Bench()) {
            List<String> made = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                made.add(bench.create().routeServerId());
            }

            List<Integer> sizes = new ArrayList<>();
            List<String> seen = new ArrayList<>();
            for (DescribeRouteServersResponse page : bench.client.describeRouteServersPaginator(r -> r.maxResults(5))) {
                sizes.add(page.routeServers().size());
                page.routeServers().forEach(server -> seen.add(server.routeServerId()));
            }

            assertThat(sizes).containsExactly(5, 5, 2);
            assertThat(seen).isEqualTo(made);
        }
    }

    @Test
    void describeRouteServers_filteredAfterPaging_hasEmptyPagesBeforeTheMatch() {
        try (Ec2Bench bench = new Ec2Bench(b -> b.filtersAfterPaging(true).pageSize(2))) {
            for (int i = 0; i < 4; i++) {
                bench.create();
            }
            bench.createTagged(Map.of("owner", "me"));

            List<Integer> sizes = new ArrayList<>();
            bench.client
                    .describeRouteServersPaginator(r -> r.filters(filter("tag:owner", "me")))
                    .forEach(page -> sizes.add(page.routeServers().size()));

            assertThat(sizes).containsExactly(0, 0, 1);
        }
    }

    private static List<RouteServer> find(Ec2Bench bench, String name, String value) {
        return bench.client
                .describeRouteServers(r -> r.filters(filter(name, value)))
                .routeServers();
    }

    private static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    private static Tag key(String key) {
        return Tag.builder().key(key).build();
    }

    private static void tag(Ec2Bench bench, String id, String key, String value) {
        bench.client.createTags(
                r -> r.resources(id).tags(Tag.builder().key(key).value(value).build()));
    }

    private static Map<String, String> tagsOf(RouteServer server) {
        Map<String, String> tags = new HashMap<>();
        server.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        return tags;
    }
}
