package io.github.cdkrouteserver.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.constructs.Construct;
import software.constructs.Node;

class ChecksTest {
    // What CDK makes of a number that is known at deployment only.
    private static final Double NUMBER_TOKEN = -1.8881545897087626E289;

    private final Checks checks = new Checks(() -> "Stack/Rs", NUMBER_TOKEN::equals);

    static Stream<Number> wholeNumber_anyNumericType_isReturnedAsLong() {
        return Stream.of(
                65000,
                65000L,
                65000.0,
                65000f,
                BigInteger.valueOf(65000),
                new BigDecimal("65000"),
                new BigDecimal("6.5E4"));
    }

    @ParameterizedTest
    @MethodSource
    void wholeNumber_anyNumericType_isReturnedAsLong(Number value) {
        assertThat(checks.wholeNumber(value, "amazonSideAsn", 1, 4294967295L, "remedy"))
                .isEqualTo(65000L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2147483648L, 4294967295L})
    void wholeNumber_atTheLimits_isAccepted(long value) {
        assertThat(checks.wholeNumber(value, "amazonSideAsn", 1, 4294967295L, "remedy"))
                .isEqualTo(value);
    }

    static Stream<Number> wholeNumber_outOfRangeOrNotWhole_isRefusedWithPathValueRangeAndRemedy() {
        return Stream.of(
                0,
                -1,
                4294967296L,
                65000.5,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                new BigDecimal("65000.000001"),
                new BigInteger("18446744073709551617"),
                Long.MIN_VALUE);
    }

    @ParameterizedTest
    @MethodSource
    void wholeNumber_outOfRangeOrNotWhole_isRefusedWithPathValueRangeAndRemedy(Number value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> checks.wholeNumber(value, "amazonSideAsn", 1, 4294967295L, "take another"))
                .withMessage("Stack/Rs: amazonSideAsn is " + value
                        + ", but has to be a whole number from 1 to 4294967295; take another");
    }

    @Test
    void wholeNumber_token_isReturnedAsItCame() {
        assertThat(checks.wholeNumber(NUMBER_TOKEN, "amazonSideAsn", 1, 4294967295L, "remedy"))
                .isEqualTo(NUMBER_TOKEN);
    }

    @ParameterizedTest
    @CsvSource({"60000,1", "60000.0,1", "300000,5", "1.2E5,2"})
    void wholeUnits_wholeMinutes_areCounted(BigDecimal milliseconds, long minutes) {
        assertThat(checks.wholeUnits(
                        milliseconds, () -> "minutes", "duration", Checks.TimeUnit.MINUTES, 1, 5, "remedy"))
                .isEqualTo(minutes);
    }

    @ParameterizedTest
    @CsvSource({
        "0,minutes,0 minutes",
        "30000,seconds,30 seconds",
        "1000,seconds,1 second",
        "90000,seconds,90 seconds",
        "60001,seconds,60.001 seconds",
        "360000,minutes,6 minutes",
        "3600000,hours,1 hour",
        "172800000,days,2 days",
        "60000.5,millis,60000.5 milliseconds"
    })
    void wholeUnits_otherDurations_areRefusedInTheUnitThatWasGiven(BigDecimal milliseconds, String unit, String shown) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> checks.wholeUnits(
                        milliseconds, () -> unit, "duration", Checks.TimeUnit.MINUTES, 1, 5, "try again"))
                .withMessage("Stack/Rs: duration is " + shown
                        + ", but has to be a whole number of minutes from 1 to 5; try again");
    }

    @Test
    void required_missingValue_isRefusedWithPathAndRemedy() {
        assertThatNullPointerException()
                .isThrownBy(() -> checks.required(null, "amazonSideAsn", "take one"))
                .withMessage("Stack/Rs: amazonSideAsn is required; take one");
    }

    @Test
    void tags_badTag_isRefusedWithPath() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> checks.tags(Map.of("aws:x", "1")))
                .withMessageStartingWith("Stack/Rs: tag 'aws:x' starts with 'aws:'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.1.10",
                "1.0.0.1",
                "126.1.2.3",
                "128.0.0.1",
                "169.253.1.1",
                "223.255.255.254",
                "192.168.99.100"
            })
    void ipv4Address_fourOctets_isAccepted(String address) {
        assertThatCode(() -> checks.ipv4Address(address, "peerAddress", "remedy"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0,in 0.0.0.0/8",
        "0.1.2.3,in 0.0.0.0/8",
        "127.0.0.1,in 127.0.0.0/8",
        "169.254.169.254,in 169.254.0.0/16",
        "224.0.0.5,224.0.0.0 or above",
        "240.0.0.1,224.0.0.0 or above",
        "255.255.255.255,224.0.0.0 or above",
    })
    void ipv4Address_ofNoHost_isRefusedWithPathValueKindAndRemedy(String address, String kind) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> checks.ipv4Address(address, "peerAddress", "remedy"))
                .withMessageStartingWith("Stack/Rs: peerAddress is '" + address + "', which is " + kind)
                .withMessageEndingWith("never the address of a network interface; use one such as 10.0.1.10: remedy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.1", "10.0.1.256", "10.0.1.010", "10.0.1.10/32", "fd00::1", "host", "", " 10.0.1.10"})
    void ipv4Address_anythingElse_isRefusedWithPathValueAndRemedy(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> checks.ipv4Address(address, "peerAddress", "remedy"))
                .withMessage("Stack/Rs: peerAddress is '" + address
                        + "', but has to be an IPv4 address such as 10.0.1.10; remedy");
    }

    @Test
    void id_ofAResourceOrAToken_isReturned() {
        Checks withToken = new Checks(() -> "Stack/Rs", "a/token"::equals);

        assertThat(checks.id("rs-1", "routeServerId", "rs-2")).isEqualTo("rs-1");
        assertThat(withToken.id("a/token", "routeServerId", "rs-2")).isEqualTo("a/token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "rs-1 ", "route-server/rs-1", "arn:aws:ec2:eu-west-1:111122223333:route-server/rs-1"})
    void id_anythingElse_isRefusedWithPathValueAndExample(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> checks.id(id, "routeServerId", "rs-2"))
                .withMessage(
                        "Stack/Rs: routeServerId is '" + id + "', but has to be an id such as rs-2; give the id alone");
    }

    @Test
    void requiredId_missingOrNoId_isRefusedAndAnyOtherReturned() {
        assertThat(checks.requiredId("rs-1", "routeServerId", "the route server", "rs-2"))
                .isEqualTo("rs-1");
        assertThatNullPointerException()
                .isThrownBy(() -> checks.requiredId(null, "routeServerId", "the route server", "rs-2"))
                .withMessage("Stack/Rs: routeServerId is required; pass the id of the route server");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> checks.requiredId("", "routeServerId", "the route server", "rs-2"))
                .withMessageContaining("has to be an id such as rs-2");
    }

    @Test
    void arn_ofTheTypeOrAToken_isReturned() {
        String arn = "arn:aws-cn:ec2:cn-north-1:111122223333:route-server/rs-1";
        Checks withToken = new Checks(() -> "Stack/Rs", "token"::equals);

        assertThat(checks.arn(arn, "routeServerArn", "route-server", "rs-2")).isEqualTo(arn);
        assertThat(withToken.arn("token", "routeServerArn", "route-server", "rs-2"))
                .isEqualTo("token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rs-1",
                "arn:aws:ec2:eu-west-1:111122223333:route-server-peer/rs-1",
                "arn:aws:ec2:eu-west-1:111122223333:route-server/",
                "arn:aws:ec2:eu-west-1:111122223333:route-server/a/b",
                "arn:aws:ec2:eu-west-1::route-server/rs-1",
                "arn:aws:sns:eu-west-1:111122223333:route-server/rs-1"
            })
    void arn_anythingElse_isRefusedWithPathValueAndExample(String arn) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> checks.arn(arn, "routeServerArn", "route-server", "rs-2"))
                .withMessage(
                        "Stack/Rs: routeServerArn is '" + arn + "', but has to be the ARN of a route-server, such as"
                                + " arn:aws:ec2:eu-west-1:111122223333:route-server/rs-2; give that, or the id in place of it");
    }

    @Test
    void wholeNumber_notWholeWhereNoneWouldDo_isNotTakenForNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> checks.wholeNumber(0.5, "count", 0, 5, "remedy"));
    }

    @Test
    void required_givenValue_isReturned() {
        assertThat(checks.required("value", "name", "remedy")).isEqualTo("value");
    }

    @Test
    void tags_ofSomethingElse_areRefusedWithPathOnlyWhereTheyAreBad() {
        checks.tags("the endpoint", Map.of("Name", "edge"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> checks.tags("the endpoint", Map.of("aws:x", "1")))
                .withMessageStartingWith("Stack/Rs: tag 'aws:x' starts with 'aws:'");
    }

    @Test
    void getLabel_isWhatMessagesAndCdkCallTheUnit() {
        assertThat(Checks.TimeUnit.MINUTES.getLabel()).isEqualTo("minutes");
        assertThat(Checks.TimeUnit.SECONDS.getLabel()).isEqualTo("seconds");
    }

    @ParameterizedTest
    @CsvSource({"'',Rs", "Net/Edge,Net/Edge/Rs"})
    void refusal_ofAConstructThatDoesNotExistYet_namesThePathThatItWouldHave(String parent, String path) {
        assertThat(Checks.of(new Parent(parent), "Rs").refusal("problem")).hasMessage(path + ": problem");
    }

    @Test
    void refusal_ofAConstructThatExists_namesItsPath() {
        assertThat(Checks.of(new Parent("Net/Edge")).refusal("problem")).hasMessage("Net/Edge: problem");
    }

    /** A construct that knows its path without the Node process that would tell it. */
    private static final class Parent extends Construct {
        private final String path;

        Parent(String path) {
            super(InitializationMode.JSII);
            this.path = path;
        }

        @Override
        public Node getNode() {
            return new Node(InitializationMode.JSII) {
                @Override
                public String getPath() {
                    return path;
                }
            };
        }
    }

    @Test
    void reservedId_anyId_namesPathIdAndRemedy() {
        assertThat(checks.reservedId("Topic", "a route server"))
                .hasMessage("Stack/Rs: the id 'Topic' is kept for what this library puts into a route server itself;"
                        + " choose another one");
    }
}
