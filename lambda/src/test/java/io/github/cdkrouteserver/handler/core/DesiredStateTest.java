package io.github.cdkrouteserver.handler.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DesiredStateTest {
    private static Map<String, Object> properties(Object... keysAndValues) {
        Map<String, Object> properties = new HashMap<>(Map.of("AmazonSideAsn", "65000"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return properties;
    }

    private static Map<String, Object> tag(String key, String value) {
        return Map.of("Key", key, "Value", value);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "65000,65000", "4294967295,4294967295", "4.2E9,4200000000", "65000.0,65000", " 65000 ,65000"})
    void parse_asnInAnySpellingOfAWholeNumber_reads(String given, long read) {
        assertThat(DesiredState.parse(properties("AmazonSideAsn", given)).amazonSideAsn())
                .isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-1", "4294967296", "65000.5", "abc", "1E999999999", "1E-999999999", "0x10", "Infinity"})
    void parse_asnOutOfRange_saysWhatIsAllowed(String given) {
        assertThatThrownBy(() -> DesiredState.parse(properties("AmazonSideAsn", given)))
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContainingAll("AmazonSideAsn", given, "1 to 4294967295", "nothing was created");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void parse_asnBlank_isMissing(String given) {
        assertThatThrownBy(() -> DesiredState.parse(properties("AmazonSideAsn", given)))
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContaining("AmazonSideAsn is missing");
    }

    @Test
    void parse_asnAsList_isRefused() {
        assertThatThrownBy(() -> DesiredState.parse(properties("AmazonSideAsn", List.of("65000"))))
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContaining("single value");
    }

    @Test
    void parse_onlyTheAsn_hasDefaults() {
        DesiredState desired = DesiredState.parse(properties());
        assertThat(desired.persistRoutes()).isNull();
        assertThat(desired.persistRoutesDuration()).isNull();
        assertThat(desired.snsNotificationsEnabled()).isFalse();
        assertThat(desired.tags()).isEmpty();
        assertThat(desired.isDryRun()).isFalse();
    }

    @Test
    void parse_unknownProperty_isIgnored() {
        assertThat(DesiredState.parse(properties("FromTheFuture", Map.of("a", "b")))
                        .amazonSideAsn())
                .isEqualTo(65_000);
    }

    @Test
    void parse_enableWithoutDuration_takesOneMinute() {
        assertThat(DesiredState.parse(properties("PersistRoutes", "enable")).persistRoutesDuration())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "5"})
    void parse_durationAtItsBounds_reads(String minutes) {
        assertThat(DesiredState.parse(properties("PersistRoutes", "enable", "PersistRoutesDuration", minutes))
                        .persistRoutesDuration())
                .isEqualTo(Long.parseLong(minutes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "6", "1.5"})
    void parse_durationOutOfRange_isRefused(String minutes) {
        assertThatThrownBy(() ->
                        DesiredState.parse(properties("PersistRoutes", "enable", "PersistRoutesDuration", minutes)))
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContainingAll("PersistRoutesDuration", minutes, "1 to 5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"disable", "reset", ""})
    void parse_durationWithoutEnable_isRefused(String action) {
        assertThatThrownBy(() -> DesiredState.parse(properties("PersistRoutes", action, "PersistRoutesDuration", "2")))
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContainingAll("PersistRoutesDuration", "PersistRoutes is enable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENABLE", "on", "true"})
    void parse_unknownPersistence_isRefused(String action) {
        assertThatThrownBy(() -> DesiredState.parse(properties("PersistRoutes", action)))
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContainingAll(action, "enable, disable or reset");
    }

    @ParameterizedTest
    @CsvSource({"true,true", "false,false", "True,true", "'',false"})
    void parse_flag_reads(String given, boolean read) {
        assertThat(DesiredState.parse(properties("SnsNotificationsEnabled", given))
                        .snsNotificationsEnabled())
                .isEqualTo(read);
        assertThat(DesiredState.parse(properties("DryRun", given)).isDryRun()).isEqualTo(read);
        assertThat(DesiredState.retainsOnReplace(properties("RetainOnReplace", given)))
                .isEqualTo(read);
        assertThat(DesiredState.parse(properties("RetainOnRollback", given)).retainsOnRollback())
                .isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "1"})
    void parse_flagThatIsNone_isRefused(String given) {
        assertThatThrownBy(() -> DesiredState.parse(properties("SnsNotificationsEnabled", given)))
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContainingAll("SnsNotificationsEnabled", "true or false");
    }

    @Test
    void parse_tags_readsThem() {
        Map<String, Object> noValue = Map.of("Key", "b");
        assertThat(DesiredState.parse(properties("Tags", List.of(tag("a", "1"), noValue)))
                        .tags())
                .containsExactly(Map.entry("a", "1"), Map.entry("b", ""));
    }

    @Test
    void parse_tagsAtTheirLimits_reads() {
        List<Object> tags = new ArrayList<>();
        IntStream.range(0, 46).forEach(i -> tags.add(tag("k" + i, "v")));
        tags.add(tag("k".repeat(127), "v".repeat(256)));
        assertThat(DesiredState.parse(properties("Tags", tags)).tags()).hasSize(47);
    }

    @Test
    void parse_moreTagsThanFit_explainsTheSum() {
        List<Object> tags = new ArrayList<>();
        IntStream.range(0, 48).forEach(i -> tags.add(tag("k" + i, "v")));
        assertThatThrownBy(() -> DesiredState.parse(properties("Tags", tags)))
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContainingAll("48", "47", "50", "3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws:x", "AWS:x", "Aws:", "cdk-route-server:stack", "CDK-Route-Server:x", ""})
    void parse_reservedOrEmptyTagKey_isRefused(String key) {
        assertThatThrownBy(() -> DesiredState.parse(properties("Tags", List.of(tag(key, "v")))))
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContainingAll("Tags", "'" + key + "'");
    }

    @Test
    void parse_tagTooLong_isRefused() {
        assertThatThrownBy(() -> DesiredState.parse(properties("Tags", List.of(tag("k".repeat(128), "v")))))
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContaining("127");
        assertThatThrownBy(() -> DesiredState.parse(properties("Tags", List.of(tag("k", "v".repeat(257))))))
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContainingAll("257", "256");
    }

    @Test
    void parse_tagKeyTwice_isRefused() {
        assertThatThrownBy(() -> DesiredState.parse(properties("Tags", List.of(tag("k", "1"), tag("k", "2")))))
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContaining("duplicate");
    }

    @Test
    void parse_tagsOfAnotherShape_isRefused() {
        for (Object tags : List.of("k=v", List.of("k"), List.of(Map.of("Name", "k")), Map.of("k", "v"))) {
            assertThatThrownBy(() -> DesiredState.parse(properties("Tags", tags)))
                    .isInstanceOf(InvalidPropertyException.class)
                    .hasMessageContaining("Tags");
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "840,840", "'',600"})
    void timeoutSeconds_inRange_reads(String given, long read) {
        assertThat(DesiredState.timeoutSeconds(properties("Timeout", given))).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "841", "1.5"})
    void parse_timeoutOutOfRange_isRefused(String given) {
        assertThatThrownBy(() -> DesiredState.parse(properties("Timeout", given)))
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContainingAll("Timeout", given, "840");
    }

    @Test
    void tagKeysOf_invalidOldProperties_areNone() {
        assertThat(DesiredState.tagsOf(properties("Tags", "k=v"))).isEmpty();
        assertThat(DesiredState.tagsOf(Map.of())).isEmpty();
        assertThat(DesiredState.tagsOf(properties("Tags", List.of(tag("k", "1")))))
                .containsExactly(Map.entry("k", "1"));
    }

    @Test
    void parse_numberOfFortyCharacters_isTheLongestThatIsRead() {
        String longest = "65000." + "0".repeat(34);
        assertThat(DesiredState.parse(properties("AmazonSideAsn", longest)).amazonSideAsn())
                .isEqualTo(65_000);
        assertThatThrownBy(() -> DesiredState.parse(properties("AmazonSideAsn", longest + "0")))
                .isInstanceOf(InvalidPropertyException.class);
    }

    @ParameterizedTest
    @CsvSource({"30,30", "0,600", "abc,600"})
    void timeoutSecondsOrDefault_whateverIsGiven_isSomething(String given, long read) {
        assertThat(DesiredState.timeoutSecondsOrDefault(properties("Timeout", given)))
                .isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({"300,300", "3600,3600", "3601,3600", "0,150", "abc,150", "'',150"})
    void patienceSeconds_whateverIsGiven_isWhatCloudFormationWaits(String serviceTimeout, long patience) {
        assertThat(DesiredState.patienceSeconds(properties("ServiceTimeout", serviceTimeout, "Timeout", "30")))
                .isEqualTo(patience);
    }

    @Test
    void patienceSeconds_withoutAnyTimeout_isTheDefaultAndSomeGrace() {
        assertThat(DesiredState.patienceSeconds(Map.of())).isEqualTo(720);
    }

    @ParameterizedTest
    @CsvSource({
        "65000,65001,65001,true",
        "65000,65001,65002,false",
        "65001,65001,65001,false",
        "invalid,65001,65001,false",
        "65000,invalid,65001,false",
    })
    void isRollbackFrom_twoAsns_isOneWhereTheOldOneIsTheServers(
            String now, String before, long made, boolean rollback) {
        assertThat(DesiredState.isRollbackFrom(
                        properties("AmazonSideAsn", now), properties("AmazonSideAsn", before), server(made)))
                .isEqualTo(rollback);
    }

    @ParameterizedTest
    @CsvSource({"true,false,true", "true,true,false", "false,true,false"})
    void isRollbackFrom_rehearsals_isOneWhereARealServerWasMade(String now, String before, boolean rollback) {
        assertThat(DesiredState.isRollbackFrom(properties("DryRun", now), properties("DryRun", before), server(65_000)))
                .isEqualTo(rollback);
    }

    @ParameterizedTest
    @CsvSource({
        // What is asked, what is there, whether a reset is new; what is sent.
        "'','',,true,,",
        "'',disabled,,true,,",
        "'',enabled,1,true,disable,",
        "'',enabling,1,true,disable,",
        "'',modifying,1,true,disable,",
        "disable,enabled,1,true,disable,",
        "disable,disabling,,true,,",
        "enable,disabled,,true,enable,2",
        "enable,disabling,,true,enable,2",
        "enable,enabled,2,true,,",
        "enable,enabling,2,true,,",
        "enable,modifying,2,true,,",
        "enable,enabled,3,true,enable,2",
        "enable,enabled,,true,enable,2",
        "reset,enabled,1,true,reset,",
        "reset,resetting,,true,,",
        "reset,enabled,1,false,,",
    })
    void changesFrom_whatIsThere_sendsOnlyWhatDiffers(
            String asked, String state, Long minutes, boolean resetIsNew, String action, Long sent) {
        Modification modification = persistence(asked).changesFrom(server(state, minutes), resetIsNew);
        assertThat(modification).isEqualTo(new Modification(action, sent, null));
        assertThat(modification.isEmpty()).isEqualTo(action == null);
    }

    @ParameterizedTest
    @CsvSource({"true,false,true", "false,true,false", "true,true,", "false,false,"})
    void changesFrom_notifications_sendsOnlyWhatDiffers(String asked, boolean there, Boolean sent) {
        DesiredState desired = DesiredState.parse(properties("SnsNotificationsEnabled", asked));
        Modification modification = desired.changesFrom(notifying(there, ""), true);
        assertThat(modification).isEqualTo(new Modification(null, null, sent));
        assertThat(modification.isEmpty()).isEqualTo(sent == null);
    }

    @ParameterizedTest
    @CsvSource({
        "'','',,",
        "'',disabled,,",
        "'',disabling,,",
        "'',enabled,2,its persistence is enabled where disabled is asked for",
        "enable,'',,its persistence is not reported where enabled is asked for",
        "enable,disabled,,its persistence is disabled where enabled is asked for",
        "enable,disabling,,",
        "enable,enabled,2,",
        "enable,enabling,2,",
        "enable,enabled,,",
        "enable,enabled,3,it persists routes for 3 minutes where 2 are asked for",
        "reset,enabled,3,",
        "reset,disabled,,",
    })
    void missingFrom_persistence_saysWhatIsNotAsAsked(String asked, String state, Long minutes, String missing) {
        assertThat(persistence(asked).missingFrom(server(state, minutes))).isEqualTo(missing);
    }

    @ParameterizedTest
    @CsvSource({
        "true,false,'',its notifications are off where on is asked for",
        "false,true,arn,its notifications are on where off is asked for",
        "true,true,'','its notifications are on, but EC2 names no SNS topic for it'",
        "true,true,arn,",
        "false,false,'',",
    })
    void missingFrom_notifications_saysWhatIsNotAsAsked(String asked, boolean there, String topic, String missing) {
        DesiredState desired = DesiredState.parse(properties("SnsNotificationsEnabled", asked));
        assertThat(desired.missingFrom(notifying(there, topic))).isEqualTo(missing);
    }

    private static DesiredState persistence(String asked) {
        Map<String, Object> properties = properties("PersistRoutes", asked);
        if (asked.equals("enable")) {
            properties.put("PersistRoutesDuration", "2");
        }
        return DesiredState.parse(properties);
    }

    private static RouteServer server(long asn) {
        return new RouteServer("rs-1", asn, "available", Map.of(), "", null, false, "");
    }

    private static RouteServer server(String persistence, Long minutes) {
        return new RouteServer("rs-1", 65_000, "available", Map.of(), persistence, minutes, false, "");
    }

    private static RouteServer notifying(boolean notifies, String topic) {
        return new RouteServer("rs-1", 65_000, "available", Map.of(), "", null, notifies, topic);
    }
}
