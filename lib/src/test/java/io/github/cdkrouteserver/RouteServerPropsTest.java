package io.github.cdkrouteserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.RemovalPolicy;

class RouteServerPropsTest {
    @Test
    void build_withoutAsn_throwsAsTheBuildersOfCdkDo() {
        assertThatNullPointerException()
                .isThrownBy(() -> RouteServerProps.builder().build())
                .withMessage("amazonSideAsn is required");
    }

    @Test
    void build_onlyRequired_leavesTheRestToItsDefaults() {
        RouteServerProps props = RouteServerProps.builder().amazonSideAsn(65000).build();

        assertThat(props.getAmazonSideAsn()).isEqualTo(65000);
        assertThat(props.getPersistRoutes()).isNull();
        assertThat(props.getPersistRoutesDuration()).isNull();
        assertThat(props.getSnsNotificationsEnabled()).isNull();
        assertThat(props.getTags()).isNull();
        assertThat(props.getVpc()).isNull();
        assertThat(props.getRemovalPolicy()).isNull();
        assertThat(props.getTimeout()).isNull();
        assertThat(props.getDryRun()).isNull();
    }

    @Test
    void build_builderUsedAgain_leavesEarlierPropsAlone() {
        RouteServerProps.Builder builder =
                RouteServerProps.builder().amazonSideAsn(65000).dryRun(true);
        RouteServerProps first = builder.build();

        RouteServerProps second =
                builder.amazonSideAsn(65001).snsNotificationsEnabled(true).build();

        assertThat(first.getAmazonSideAsn()).isEqualTo(65000);
        assertThat(first.getSnsNotificationsEnabled()).isNull();
        assertThat(second.getAmazonSideAsn()).isEqualTo(65001);
        assertThat(second.getDryRun()).isTrue();
    }

    @Test
    void build_tagsChangedLater_keepsThoseItWasGiven() {
        Map<String, String> tags = new HashMap<>(Map.of("Name", "edge"));
        RouteServerProps props =
                RouteServerProps.builder().amazonSideAsn(65000).tags(tags).build();

        tags.put("Team", "network");

        assertThat(props.getTags()).containsExactly(Map.entry("Name", "edge"));
    }

    @Test
    void equals_sameValues_isTrueAndSoAreHashCodes() {
        assertThat(all().build()).isEqualTo(all().build()).hasSameHashCodeAs(all().build());
    }

    @Test
    void equals_anyValueDifferent_isFalse() {
        assertThat(all().build())
                .isNotEqualTo(all().amazonSideAsn(65001).build())
                .isNotEqualTo(all().persistRoutes(PersistRoutes.RESET).build())
                .isNotEqualTo(all().snsNotificationsEnabled(false).build())
                .isNotEqualTo(all().tags(Map.of()).build())
                .isNotEqualTo(all().removalPolicy(RemovalPolicy.DESTROY).build())
                .isNotEqualTo(all().dryRun(false).build())
                .isNotEqualTo("props");
    }

    @Test
    void attributesEquals_anyValueDifferent_isFalse() {
        RouteServerAttributes attributes = RouteServerAttributes.builder()
                .routeServerId("rs-1234567890abcdef0")
                .build();

        assertThat(attributes)
                .isEqualTo(RouteServerAttributes.builder()
                        .routeServerId("rs-1234567890abcdef0")
                        .build())
                .isNotEqualTo(RouteServerAttributes.builder()
                        .routeServerId("rs-1234567890abcdef0")
                        .snsTopicArn("arn:aws:sns:eu-west-1:111122223333:events")
                        .build())
                .isNotEqualTo(RouteServerAttributes.builder().build());
    }

    private static RouteServerProps.Builder all() {
        return RouteServerProps.builder()
                .amazonSideAsn(65000)
                .persistRoutes(PersistRoutes.ENABLE)
                .snsNotificationsEnabled(true)
                .tags(Map.of("Name", "edge"))
                .removalPolicy(RemovalPolicy.RETAIN)
                .dryRun(true);
    }
}
