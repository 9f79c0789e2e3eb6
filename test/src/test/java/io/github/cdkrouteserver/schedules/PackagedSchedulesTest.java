package io.github.cdkrouteserver.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdkrouteserver.localaws.lambda.LocalLambda;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs the same schedules on the packaged handler, in processes that are really killed. */
class PackagedSchedulesTest {
    private static final long BASE_SEED = 2_000_000;
    private static final int USUAL_COUNT = 120;
    private static final int MOST_REPORTS = 5;
    private static final Path JAR =
            Path.of(System.getProperty("packaged.jar", "../lambda/target/route-server-handler.jar"));

    private static final String DELETE = "ec2:DeleteRouteServer";

    private static List<JsonNode> policies;

    private final Map<Long, String> failures = new ConcurrentSkipListMap<>();
    private final AtomicLong processStarts = new AtomicLong();
    private final AtomicInteger ran = new AtomicInteger();
    private final AtomicLong kills = new AtomicLong();

    @BeforeAll
    static void synthesize() {
        policies = ProviderRole.policies();
    }

    @Test
    void promises_ofThePackagedHandlerThatIsKilled_hold() throws Exception {
        Long one = Long.getLong("packaged.seed");
        String chosen = System.getenv("SCHEDULES_SEED");
        long base = chosen == null || chosen.isBlank() ? BASE_SEED : Long.parseLong(chosen.strip());
        long seed = one == null ? base : one;
        int count = one == null ? Integer.getInteger("packaged.schedules", USUAL_COUNT) : 1;
        if (one != null) {
            System.out.println(PackagedWorld.playable(ScheduleGenerator.generate(one)));
        }
        long start = System.nanoTime();
        run(one == null ? PackagedWorld.seeds(seed, count) : List.of(one), policies);
        System.out.printf(
                "packaged schedules: %d from seed %d, %d failed, %d processes started, %d killed, %d s%s%n",
                ran.get(),
                seed,
                failures.size(),
                processStarts.get(),
                kills.get(),
                (System.nanoTime() - start) / 1_000_000_000,
                ran.get() < count ? ", stopped there: the rest of " + count + " did not run" : "");
        if (!failures.isEmpty()) {
            fail(String.join("\n", failures.values()));
        }
        assertThat(one != null || count < 20 || kills.get() > 0)
                .as("some processes are killed")
                .isTrue();
    }

    @Test
    void promises_ofAHandlerThatMayNotDelete_areSeenToBreak() throws Exception {
        List<JsonNode> statements = ProviderRole.statements(policies);
        int change = IntStream.range(0, statements.size())
                .filter(i -> ProviderRole.actions(statements.get(i)).contains(DELETE))
                .findFirst()
                .orElseThrow();

        run(
                PackagedWorld.seeds(BASE_SEED, 2),
                ProviderRole.with(policies, change, ProviderRole.withoutAction(statements.get(change), DELETE)));

        assertThat(failures)
                .isNotEmpty()
                .allSatisfy((seed, report) -> assertThat(report).contains("leaked"));
    }

    /** Most of the time is spent waiting, so that many more schedules than processors run at a time. */
    private void run(List<Long> seeds, List<JsonNode> policies) throws Exception {
        List<Long> longestFirst = seeds.stream()
                .sorted(Comparator.comparing(PackagedWorld::longWaits).reversed())
                .toList();
        AtomicInteger next = new AtomicInteger();
        Semaphore starting = new Semaphore(Runtime.getRuntime().availableProcessors());
        ExecutorService threads = Executors.newCachedThreadPool(PackagedSchedulesTest::daemon);
        try (LocalLambda lambda = LocalLambda.builder().build()) {
            List<Future<?>> benches = new ArrayList<>();
            for (int i = 0; i < Math.min(seeds.size(), Integer.getInteger("packaged.parallel", 24)); i++) {
                String name = "provider-" + i;
                benches.add(threads.submit(() -> {
                    try (Bench bench = new Bench(lambda, JAR, name, policies)) {
                        warmUp(bench, starting);
                        for (int mine = next.getAndIncrement();
                                mine < longestFirst.size();
                                mine = next.getAndIncrement()) {
                            play(longestFirst.get(mine), bench, threads);
                        }
                        processStarts.addAndGet(bench.processStarts());
                        kills.addAndGet(bench.kills());
                    }
                    return null;
                }));
            }
            for (Future<?> bench : benches) {
                bench.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void warmUp(Bench bench, Semaphore starting) throws InterruptedException {
        starting.acquire();
        try {
            bench.addSeat().warmUp();
        } finally {
            starting.release();
        }
    }

    private void play(long seed, Bench bench, ExecutorService threads) {
        if (failures.size() >= MOST_REPORTS) {
            return;
        }
        ran.incrementAndGet();
        Schedule schedule = PackagedWorld.playable(ScheduleGenerator.generate(seed));
        long start = System.nanoTime();
        ScheduleRunner.Result result = ScheduleRunner.result(schedule, new PackagedWorld(bench, schedule, threads));
        if (Boolean.getBoolean("packaged.times")) {
            System.out.printf("%d: %.1f s, %d calls%n", seed, (System.nanoTime() - start) / 1e9, result.calls());
        }
        if (!result.violations().isEmpty()) {
            failures.put(
                    seed,
                    "\nseed " + seed + " breaks: " + result.violations() + "\n" + schedule + "\n  log:\n    "
                            + String.join("\n    ", result.log())
                            + "\nagain: mvn -q -pl test -am verify -Dtest=PackagedSchedulesTest"
                            + " -Dsurefire.failIfNoSpecifiedTests=false -Dpackaged.seed=" + seed);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "packaged-schedule");
        thread.setDaemon(true);
        return thread;
    }
}
