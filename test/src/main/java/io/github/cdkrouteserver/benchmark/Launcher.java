package io.github.cdkrouteserver.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts functions as Lambda does and watches them. */
final class Launcher {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int MILLIS_PER_TICK = 10;
    private static final int KIB_PER_MIB = 1024;
    private static final int UTIME = 11;
    private static final int STIME = 12;

    /** Looks at a function that has done its work and is still alive. */
    @FunctionalInterface
    interface Look<T> {
        /**
         * Looks.
         *
         * @param run what it did
         * @param start when it was started, in nanoseconds
         * @param pid its process
         * @return what there is to see
         * @throws IOException where it cannot be seen
         */
        T at(Run run, long start, long pid) throws IOException;
    }

    private final LocalCloud cloud;
    private final Path log;

    Launcher(LocalCloud cloud, Path log) {
        this.cloud = cloud;
        this.log = log;
    }

    Sample run(Subject subject, int invocations) throws IOException, InterruptedException {
        List<String> events = new ArrayList<>();
        for (int i = 1; i <= invocations; i++) {
            events.add(subject.event().text(cloud.responseUrl(), i));
        }
        return run(subject, new Run(events), Launcher::sample);
    }

    /** Runs a function until it has handled all events of a run. */
    <T> T run(Subject subject, Run run, Look<T> look) throws IOException, InterruptedException {
        cloud.begin(run);
        ProcessBuilder builder = new ProcessBuilder(subject.command())
                .directory(subject.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
        Map<String, String> environment = builder.environment();
        String path = environment.get("PATH");
        environment.clear();
        environment.putAll(Map.of(
                "PATH",
                path,
                "LANG",
                "en_US.UTF-8",
                "TZ",
                ":UTC",
                "AWS_REGION",
                Handlers.REGION,
                "AWS_DEFAULT_REGION",
                Handlers.REGION,
                "AWS_ACCESS_KEY_ID",
                "AKIAIOSFODNN7EXAMPLE",
                "AWS_SECRET_ACCESS_KEY",
                "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "AWS_SESSION_TOKEN",
                "token",
                "AWS_ENDPOINT_URL_EC2",
                cloud.ec2Endpoint(),
                "AWS_LAMBDA_RUNTIME_API",
                cloud.runtimeApiAddress()));
        environment.putAll(Map.of(
                "AWS_LAMBDA_FUNCTION_NAME", "handler",
                "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
                "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/handler",
                "AWS_LAMBDA_LOG_STREAM_NAME", "2026/01/01/[$LATEST]0",
                "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand",
                "RESPONSE_PORT", Integer.toString(cloud.port()),
                "LAMBDA_TASK_ROOT", subject.folder().toString()));
        environment.putAll(subject.environment());
        // An empty value stands for none.
        environment.values().removeIf(String::isEmpty);
        long start = System.nanoTime();
        Process process = builder.start();
        try {
            run.await(process);
            return look.at(run, start, process.pid());
        } catch (IOException e) {
            throw new IOException(subject.row() + ", " + subject.runtime() + ":\n" + Files.readString(log), e);
        } finally {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static Sample sample(Run run, long start, long pid) throws IOException {
        for (Run.Invocation invocation : run.invocations()) {
            if (invocation.answer() == null || !invocation.answer().contains("SUCCESS")) {
                throw new IOException("the function answered " + invocation.answer());
            }
        }
        Path process = Path.of("/proc", Long.toString(pid));
        String stat = Files.readString(process.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        double cpu = (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME])) * MILLIS_PER_TICK;
        String peak = Files.readAllLines(process.resolve("status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .findFirst()
                .orElse("0")
                .replaceAll("[^0-9]", "");
        return new Sample(
                millis(run.invocations().get(0).deliveredAt() - start),
                millis(run.invocations().get(0).answeredAt() - start),
                cpu,
                Double.parseDouble(peak) / KIB_PER_MIB,
                run.invocations());
    }

    private static double millis(long nanos) {
        return nanos / NANOS_PER_MILLI;
    }
}
