package io.github.cdkrouteserver.localaws.ec2;

import static io.github.cdkrouteserver.localaws.ec2.Ec2Bench.ASN;
import static io.github.cdkrouteserver.localaws.ec2.Ec2Bench.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

class FaultsTest {
    @ParameterizedTest
    @CsvSource({"RequestLimitExceeded, 503", "InternalError, 500", "ServiceUnavailable, 503", "IncorrectState, 400"})
    void fault_error_isAnsweredWithItsStatusAndNoEffect(String code, int status) {
        try (Ec2Bench bench = new Ec2Bench()) {
            bench.ec2.faults(FaultPlan.once("CreateRouteServer", Fault.error(code, "because")));

            Ec2Exception e = catchThrowableOfType(Ec2Exception.class, bench::create);

            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("because");
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.requestId()).isNotEmpty();
            assertThat(bench.ec2.inventory().routeServers()).isEmpty();
            assertThat(codeOf(bench::create)).isEqualTo("OK");
        }
    }

    @Test
    void status_setByBehaviour_isUsed() {
        try (Ec2Bench bench = new Ec2Bench(b -> b.status("RequestLimitExceeded", 400))) {
            bench.ec2.faults(FaultPlan.once("CreateRouteServer", Fault.throttle()));

            assertThat(catchThrowableOfType(Ec2Exception.class, bench::create).statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void fault_nthAndAlwaysAndTimes_hitTheRightCalls() {
        try (Ec2Bench bench = new Ec2Bench()) {
            bench.ec2.faults(FaultPlan.nth("CreateRouteServer", 2, Fault.internalError())
                    .or(FaultPlan.times("DescribeRouteServers", 2, Fault.throttle()))
                    .or(FaultPlan.always("DeleteRouteServer", Fault.error("IncorrectState", "never"))));

            assertThat(codes(3, bench::create)).containsExactly("OK", "InternalError", "OK");
            assertThat(codes(3, () -> bench.client.describeRouteServers(r -> {})))
                    .containsExactly("RequestLimitExceeded", "RequestLimitExceeded", "OK");
            assertThat(codes(3, () -> bench.client.deleteRouteServer(r -> r.routeServerId("rs-0123456789abcdef0"))))
                    .containsOnly("IncorrectState");
        }
    }

    @Test
    void fault_whenAndNthCall_seeParametersAndNumbers() {
        try (Ec2Bench bench = new Ec2Bench()) {
            bench.ec2.faults(FaultPlan.when(
                            call -> "65001".equals(call.parameters().get("AmazonSideAsn"))
                                    && call.numberOfAction() == 2
                                    && call.caller().endsWith("administrator"),
                            Fault.throttle())
                    .or(FaultPlan.nthCall(1, Fault.internalError())));

            assertThat(codes(3, () -> bench.client.createRouteServer(r -> r.amazonSideAsn(65_001L))))
                    .containsExactly("InternalError", "RequestLimitExceeded", "OK");
        }
    }

    // A plan that drops every call: the JDK's client silently repeats a POST whose connection was closed.
    @Test
    void fault_dropBeforeEffect_closesTheConnectionAndMakesNothing() {
        try (Ec2Bench bench = new Ec2Bench()) {
            bench.ec2.faults(FaultPlan.always("CreateRouteServer", Fault.dropBeforeEffect()));

            assertThatExceptionOfType(SdkClientException.class).isThrownBy(bench::create);

            assertThat(bench.ec2.inventory().routeServers()).isEmpty();
            assertThat(bench.ec2.journal().of("CreateRouteServer"))
                    .extracting(JournalEntry::outcome)
                    .containsOnly("DroppedBeforeEffect");
        }
    }

    @Test
    void fault_dropAfterEffect_leavesAServerThatTheTokenFinds() {
        try (Ec2Bench bench = new Ec2Bench()) {
            bench.ec2.faults(FaultPlan.always("CreateRouteServer", Fault.dropAfterEffect()));
            assertThatExceptionOfType(SdkClientException.class)
                    .isThrownBy(() -> bench.client.createRouteServer(
                            r -> r.amazonSideAsn(ASN).clientToken("t")));
            bench.ec2.faults(FaultPlan.NONE);

            String id = bench.client
                    .createRouteServer(r -> r.amazonSideAsn(ASN).clientToken("t"))
                    .routeServer()
                    .routeServerId();

            assertThat(bench.ec2.inventory().liveRouteServers())
                    .singleElement()
                    .satisfies(server -> assertThat(server.routeServerId()).isEqualTo(id));
            JournalEntry first = bench.ec2.journal().of("CreateRouteServer").get(0);
            assertThat(first.outcome()).isEqualTo("DroppedAfterEffect");
            assertThat(first.resourceId()).isEqualTo(id);
            assertThat(first.clientToken()).isEqualTo("t");
        }
    }

    @Test
    void fault_errorAfterEffect_makesTheServerAllTheSame() {
        try (Ec2Bench bench = new Ec2Bench()) {
            AtomicInteger ran = new AtomicInteger();
            bench.ec2.faults(FaultPlan.once(
                    "CreateRouteServer",
                    Fault.errorAfterEffect("InternalError", "lost").andThen(ran::incrementAndGet)));

            assertThat(codeOf(bench::create)).isEqualTo("InternalError");

            assertThat(bench.ec2.inventory().liveRouteServers()).hasSize(1);
            assertThat(ran).hasValue(1);
        }
    }

    @Test
    void fault_slow_movesTheClock() {
        try (Ec2Bench bench = new Ec2Bench()) {
            Instant before = bench.clock.now();
            bench.ec2.faults(FaultPlan.once("CreateRouteServer", Fault.slow(Duration.ofSeconds(30))));

            String id = bench.create().routeServerId();

            assertThat(bench.clock.now()).isEqualTo(before.plusSeconds(30));
            assertThat(bench.describe(id).stateAsString()).isEqualTo("available");
        }
    }

    @Test
    void fault_stall_takesRealTime() {
        try (Ec2Bench bench = new Ec2Bench()) {
            bench.ec2.faults(FaultPlan.once("CreateRouteServer", Fault.stall(Duration.ofMillis(200))));
            long before = System.nanoTime();

            bench.create();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }
    }

    @Test
    void api_underFaults_throwsAsTheWireDoes() {
        try (Ec2Bench bench = new Ec2Bench()) {
            RouteServerApi api = bench.ec2.api(bench.ec2.iam().administrator());
            bench.ec2.faults(FaultPlan.once("DeleteRouteServer", Fault.throttle())
                    .or(FaultPlan.once("CreateRouteServer", Fault.dropAfterEffect())));

            assertThatExceptionOfType(Ec2Error.class)
                    .isThrownBy(() -> api.deleteRouteServer("rs-0123456789abcdef0"))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("RequestLimitExceeded"));
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> api.createRouteServer(ASN, null, null, null, Map.of(), null));
            assertThat(bench.ec2.inventory().liveRouteServers()).hasSize(1);
        }
    }

    @Test
    void journal_ofSomeCalls_tellsWhoDidWhat() {
        try (Ec2Bench bench = new Ec2Bench()) {
            String id = bench.available().routeServerId();
            codeOf(() -> bench.client.deleteRouteServer(r -> r.routeServerId("rs-0123456789abcdef0")));

            Journal journal = bench.ec2.journal();

            assertThat(journal.actions())
                    .containsExactly("CreateRouteServer", "DescribeRouteServers", "DeleteRouteServer");
            assertThat(journal.count("DescribeRouteServers")).isEqualTo(1);
            JournalEntry create = journal.entries().get(0);
            assertThat(create.succeeded()).isTrue();
            assertThat(create.resourceId()).isEqualTo(id);
            assertThat(create.clientToken()).hasSize(36);
            assertThat(create.call().caller()).isEqualTo("arn:aws:iam::123456789012:user/administrator");
            assertThat(create.call().parameters()).containsEntry("AmazonSideAsn", "65000");
            assertThat(create.allowedBy())
                    .first()
                    .isEqualTo("ec2:CreateRouteServer on arn:aws:ec2:us-east-1:123456789012:route-server/*: "
                            + "policy 0 statement 0 (Everything)");
            JournalEntry delete = journal.entries().get(2);
            assertThat(delete.outcome()).isEqualTo("InvalidRouteServerId.NotFound");
            assertThat(delete.resourceId()).isEqualTo("rs-0123456789abcdef0");
            journal.clear();
            assertThat(journal.entries()).isEmpty();
        }
    }

    @Test
    void createRouteServer_manyAtOnceWithOneToken_makesOneServer() throws Exception {
        try (Ec2Bench bench = new Ec2Bench()) {
            ExecutorService threads = Executors.newFixedThreadPool(8);
            CountDownLatch start = new CountDownLatch(1);
            List<Future<String>> ids = IntStream.range(0, 40)
                    .mapToObj(i -> threads.submit(() -> {
                        start.await();
                        return bench.client
                                .createRouteServer(r -> r.amazonSideAsn(ASN).clientToken("one"))
                                .routeServer()
                                .routeServerId();
                    }))
                    .toList();
            start.countDown();
            String first = ids.get(0).get();
            for (Future<String> id : ids) {
                assertThat(id.get()).isEqualTo(first);
            }
            threads.shutdown();

            assertThat(bench.ec2.inventory().routeServers()).hasSize(1);
            assertThat(bench.ec2.journal().entries())
                    .extracting(entry -> entry.call().number())
                    .doesNotHaveDuplicates()
                    .hasSize(40);
        }
    }

    @Test
    void realClock_withShortDelays_movesByItself() throws Exception {
        try (LocalEc2 ec2 = LocalEc2.builder()
                .behavior(Ec2Behavior.builder().scaleDelays(0.01).build())
                .start()) {
            RouteServerApi api = ec2.api(ec2.iam().administrator());
            RouteServer made = api.createRouteServer(ASN, null, null, null, Map.of(), null);
            assertThat(made.state()).isEqualTo("pending");
            Instant patience = Instant.now().plusSeconds(30);
            String state = made.state();
            while (!state.equals("available") && Instant.now().isBefore(patience)) {
                Thread.sleep(20);
                state = api.describeRouteServer(made.routeServerId()).state();
            }
            assertThat(state).isEqualTo("available");
        }
    }

    @Test
    void admin_changesBehindTheCallersBack_areDescribed() {
        try (Ec2Bench bench = new Ec2Bench()) {
            Admin admin = bench.ec2.admin();
            String strange =
                    admin.createRouteServer(64_999, Map.of("owner", "stranger")).routeServerId();

            assertThat(bench.describe(strange).stateAsString()).isEqualTo("available");
            assertThat(bench.ec2.api(bench.ec2.iam().administrator()).describeRouteServers(Map.of("owner", "stranger")))
                    .hasSize(1);
            admin.change(strange, server -> server.withPersistence("enabled", 2).withNotifications(true, "arn:x"));
            assertThat(bench.describe(strange).persistRoutesDuration()).isEqualTo(2);
            assertThat(bench.describe(strange).snsTopicArn()).isEqualTo("arn:x");
            admin.remove(strange);
            assertThat(codeOf(() -> bench.describe(strange))).isEqualTo("InvalidRouteServerId.NotFound");
            assertThat(bench.ec2.journal().actions()).containsOnly("DescribeRouteServers");
        }
    }

    private static List<String> codes(int times, Runnable call) {
        return IntStream.range(0, times).mapToObj(i -> codeOf(call::run)).toList();
    }
}
