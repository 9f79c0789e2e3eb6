package io.github.cdkrouteserver.handler;

import io.github.cdkrouteserver.contract.RouteServerContract;
import io.github.cdkrouteserver.handler.cfn.AnswerEncoder;
import io.github.cdkrouteserver.handler.cfn.AnswerSender;
import io.github.cdkrouteserver.handler.cfn.Answerable;
import io.github.cdkrouteserver.handler.cfn.CfnRequest;
import io.github.cdkrouteserver.handler.cfn.InvalidRequestException;
import io.github.cdkrouteserver.handler.cfn.RequestDecoder;
import io.github.cdkrouteserver.handler.core.Deadline;
import io.github.cdkrouteserver.handler.core.DesiredState;
import io.github.cdkrouteserver.handler.core.InvalidPropertyException;
import io.github.cdkrouteserver.handler.core.Lifecycle;
import io.github.cdkrouteserver.handler.core.Outcome;
import io.github.cdkrouteserver.handler.core.Owner;
import io.github.cdkrouteserver.handler.core.PhysicalId;
import io.github.cdkrouteserver.handler.core.ResourceRequest;
import io.github.cdkrouteserver.handler.core.RouteServers;
import io.github.cdkrouteserver.handler.core.Time;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Takes one event from its delivery to its answer: exactly one answer, whatever happens on the way. */
final class Invocation {
    /** Kept back from the function's time for delivering the answer, unless the function has little time at all. */
    private static final long ANSWER_RESERVE_MILLIS = 20_000;

    /** Kept back from the user's timeout, so that a lifecycle that has run out of time can say what it waited for. */
    private static final long REASON_RESERVE_MILLIS = 3_000;

    private static final int THIRD = 3;

    private final RouteServers servers;
    private final Time time;
    private final Log log;
    private final Surroundings surroundings;
    private final long endMillis;

    Invocation(RouteServers servers, Time time, Log log, Surroundings surroundings) {
        this.servers = servers;
        this.time = time;
        this.log = log;
        this.surroundings = surroundings;
        this.endMillis = time.nowMillis() + surroundings.remainingMillis();
    }

    void handle(InputStream event) throws IOException {
        CfnRequest request;
        try {
            request = RequestDecoder.decode(event, surroundings.functionArn());
        } catch (InvalidRequestException e) {
            refuse(e);
            return;
        }
        log.line(
                "request",
                "type",
                request.type().name(),
                "requestId",
                request.requestId(),
                "logicalId",
                request.logicalId(),
                "physicalId",
                request.physicalId());
        ExecutorService worker = Executors.newSingleThreadExecutor(Invocation::daemon);
        try {
            fulfil(request, worker);
        } finally {
            worker.shutdownNow();
        }
    }

    /** Whoever sent this is told why, where it can be told at all; nothing is asked of AWS. */
    private void refuse(InvalidRequestException refusal) {
        log.line("refused", "reason", refusal.getMessage());
        Answerable to = refusal.answerable();
        if (to != null) {
            String id = to.physicalId().isEmpty() ? PhysicalId.refused("") : to.physicalId();
            deliver(to, Outcome.failure(id, refusal.getMessage()));
        }
    }

    private void fulfil(CfnRequest request, ExecutorService worker) {
        long timeout = timeoutMillis(request);
        ResourceRequest resource = new ResourceRequest(
                request.type(),
                new Owner(request.stack().arn(), request.logicalId()),
                token(request),
                request.physicalId(),
                request.properties(),
                request.oldProperties());
        Lifecycle lifecycle = new Lifecycle(
                servers,
                time,
                new Random(),
                resource,
                Deadline.in(time, timeout - Math.min(REASON_RESERVE_MILLIS, timeout / THIRD)));
        Outcome outcome = isGivenUp(request)
                ? lifecycle.failed("the request came too late: CloudFormation has given it up; nothing was done")
                : decide(lifecycle, worker, timeout);
        boolean accepted = deliver(Answerable.of(request), outcome);
        if (outcome.success()) {
            note(accepted ? lifecycle::answered : lifecycle::unanswered, worker);
        }
    }

    /** The lifecycle keeps its deadline by itself; the worker is for what it cannot bound, such as a call that hangs. */
    private Outcome decide(Lifecycle lifecycle, ExecutorService worker, long timeoutMillis) {
        Future<Outcome> future = worker.submit(lifecycle::fulfil);
        try {
            return future.get(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            return lifecycle.failed("a call to EC2 did not return in time; deploy again, and raise the construct's"
                    + " timeout if that lasts");
        } catch (ExecutionException e) {
            return lifecycle.failed("the handler failed unexpectedly: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return lifecycle.failed("the function was interrupted");
        }
    }

    /** CloudFormation has its answer; what cannot be noted now is set right by the next request. */
    private void note(Runnable note, ExecutorService worker) {
        Future<?> future = worker.submit(note);
        try {
            future.get(Math.max(0, millisLeft()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.line("not-noted", "reason", String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean deliver(Answerable to, Outcome outcome) {
        Outcome signed = outcome.success() ? outcome : withLogStream(outcome);
        boolean accepted = AnswerSender.send(
                to.responseUrl(),
                AnswerEncoder.encode(to, signed),
                Deadline.in(time, millisLeft()),
                (attempt, result) ->
                        log.line("answer-attempt", "attempt", Integer.toString(attempt), "result", result));
        log.line(
                "answer",
                "status",
                outcome.success() ? "SUCCESS" : "FAILED",
                "physicalId",
                outcome.physicalId(),
                "accepted",
                Boolean.toString(accepted),
                "reason",
                outcome.reason());
        return accepted;
    }

    private Outcome withLogStream(Outcome outcome) {
        return Outcome.failure(
                outcome.physicalId(), outcome.reason() + " [log stream: " + surroundings.logStream() + "]");
    }

    private long timeoutMillis(CfnRequest request) {
        long reserve = Math.min(ANSWER_RESERVE_MILLIS, surroundings.remainingMillis() / THIRD);
        return Math.min(TimeUnit.SECONDS.toMillis(timeoutSeconds(request)), surroundings.remainingMillis() - reserve);
    }

    private static long timeoutSeconds(CfnRequest request) {
        try {
            return DesiredState.timeoutSeconds(request.properties());
        } catch (InvalidPropertyException e) {
            // Refused with everything else where properties count; a delete must get along with any.
            return RouteServerContract.DEFAULT_TIMEOUT_SECONDS;
        }
    }

    /** Lambda may deliver an event hours late; a server made then would belong to nobody. */
    private static boolean isGivenUp(CfnRequest request) {
        if (request.type() == ResourceRequest.Type.DELETE) {
            return false;
        }
        Duration patience = Duration.ofSeconds(timeoutSeconds(request) + 2L * RouteServerContract.ANSWER_GRACE_SECONDS);
        return request.responseUrl()
                .age(Instant.now())
                .filter(age -> age.compareTo(patience) > 0)
                .isPresent();
    }

    private long millisLeft() {
        return endMillis - time.nowMillis() - TimeUnit.SECONDS.toMillis(1);
    }

    private static String token(CfnRequest request) {
        String identity = request.stack().arn() + '\n' + request.logicalId() + '\n' + request.requestId();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "lifecycle");
        thread.setDaemon(true);
        return thread;
    }
}
