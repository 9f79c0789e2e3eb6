package io.github.cdkrouteserver.handler;

import io.github.cdkrouteserver.handler.cfn.AnswerEncoder;
import io.github.cdkrouteserver.handler.cfn.AnswerSender;
import io.github.cdkrouteserver.handler.cfn.Answerable;
import io.github.cdkrouteserver.handler.cfn.CfnRequest;
import io.github.cdkrouteserver.handler.cfn.InvalidRequestException;
import io.github.cdkrouteserver.handler.cfn.RequestDecoder;
import io.github.cdkrouteserver.handler.cfn.ResponseUrl;
import io.github.cdkrouteserver.handler.core.Deadline;
import io.github.cdkrouteserver.handler.core.DesiredState;
import io.github.cdkrouteserver.handler.core.Lifecycle;
import io.github.cdkrouteserver.handler.core.Outcome;
import io.github.cdkrouteserver.handler.core.Owner;
import io.github.cdkrouteserver.handler.core.PhysicalId;
import io.github.cdkrouteserver.handler.core.ResourceRequest;
import io.github.cdkrouteserver.handler.core.RouteServers;
import io.github.cdkrouteserver.handler.core.Sha256;
import io.github.cdkrouteserver.handler.core.Time;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/**
 * Takes one event from its delivery to its answer: exactly one answer, whatever happens on the way.
 *
 * <p>Public for those who drive the handler without Lambda: everything that it touches is handed to it.
 */
public final class Invocation {
    /** Kept back from the function's time for delivering the answer, unless the function has little time at all. */
    private static final long ANSWER_RESERVE_MILLIS = 20_000;

    /** Kept back from the user's timeout, so that a lifecycle that has run out of time can say what it waited for. */
    private static final long REASON_RESERVE_MILLIS = 3_000;

    /** Kept back from CloudFormation's patience with an event that was delivered late. */
    private static final long LATE_RESERVE_SECONDS = 10;

    /** Lambda delivers an event again after a minute at the earliest. */
    private static final long REDELIVERED_SECONDS = 45;

    /** Kept back from the user's timeout, so that the answer is there before it ends, even where a call hangs. */
    private static final long DELIVERY_RESERVE_MILLIS = 1_500;

    /** What a request may take that nobody waits for any more. */
    private static final long UNHEARD_MILLIS = 60_000;

    /** Kept back from the function's time for noting that an answer was refused. */
    private static final long NOTE_RESERVE_MILLIS = 3_000;

    private static final int THIRD = 3;
    private static final int SIXTH = 6;

    private final RouteServers servers;
    private final Time time;
    private final Log log;
    private final RandomGenerator jitter;
    private final Recollection recollection;
    private final Surroundings surroundings;
    private final Courier courier;
    private final long endMillis;

    /**
     * Prepares to handle an event.
     *
     * @param servers the EC2 calls
     * @param time the clock to wait by
     * @param jitter spreads the polls of many handlers
     * @param log where to report
     * @param recollection what this process knows of earlier events
     * @param surroundings what Lambda says of the invocation
     */
    public Invocation(
            RouteServers servers,
            Time time,
            RandomGenerator jitter,
            Log log,
            Recollection recollection,
            Surroundings surroundings) {
        this(servers, time, jitter, log, recollection, surroundings, AnswerSender::send);
    }

    Invocation(
            RouteServers servers,
            Time time,
            RandomGenerator jitter,
            Log log,
            Recollection recollection,
            Surroundings surroundings,
            Courier courier) {
        this.servers = servers;
        this.time = time;
        this.jitter = jitter;
        this.log = log;
        this.recollection = recollection;
        this.surroundings = surroundings;
        this.courier = courier;
        this.endMillis = time.nowMillis() + surroundings.remainingMillis();
    }

    /**
     * Handles an event.
     *
     * @param event as Lambda delivered it
     * @throws IOException where it cannot be read
     */
    public void handle(InputStream event) throws IOException {
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
        long age = ageSeconds(request);
        ResourceRequest resource = new ResourceRequest(
                request.type(),
                new Owner(request.stack().arn(), request.logicalId()),
                token(request),
                request.physicalId(),
                request.properties(),
                request.oldProperties(),
                signedAt(request).map(Instant::getEpochSecond).orElse(0L),
                age > REDELIVERED_SECONDS);
        boolean given = request.type() != ResourceRequest.Type.DELETE;
        long patience = given ? patienceSeconds(request) - age : Integer.MAX_VALUE;
        boolean outdated = recollection.isOutdated(resource) && given;
        boolean tooLate = outdated || patience <= 0;
        long timeout =
                Math.min(timeoutMillis(request), patience > 0 ? TimeUnit.SECONDS.toMillis(patience) : UNHEARD_MILLIS);
        Lifecycle lifecycle = new Lifecycle(
                servers,
                time,
                jitter,
                resource,
                Deadline.in(time, timeout - Math.min(REASON_RESERVE_MILLIS, timeout / THIRD)));
        Outcome outcome = decide(lifecycle, tooLate ? lifecycle::comeTooLate : lifecycle::fulfil, worker, timeout);
        Answerable to = Answerable.of(request);
        if (!AnswerEncoder.fits(to, outcome)) {
            outcome = lifecycle.giveUp(AnswerEncoder.TOO_LARGE);
        }
        AnswerSender.Delivery delivery = deliver(to, outcome);
        if (outcome.success() && request.type() == ResourceRequest.Type.DELETE) {
            recollection.deleted(resource);
        }
        if (outcome.success() && delivery == AnswerSender.Delivery.ACCEPTED) {
            note(lifecycle::answered, worker);
        } else if (outcome.success() && delivery == AnswerSender.Delivery.REFUSED) {
            note(lifecycle::unanswered, worker);
        }
        if (lifecycle.isUnfinished()) {
            note(() -> lifecycle.finish(millisLeft()), worker);
        }
    }

    /** The lifecycle keeps its deadline by itself; the worker is for what it cannot bound, such as a call that hangs. */
    private Outcome decide(
            Lifecycle lifecycle, Callable<Outcome> decision, ExecutorService worker, long timeoutMillis) {
        Future<Outcome> future = worker.submit(decision);
        try {
            return future.get(
                    timeoutMillis - Math.min(DELIVERY_RESERVE_MILLIS, timeoutMillis / SIXTH), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            String call = log.pendingCall();
            future.cancel(true);
            return lifecycle.giveUp(
                    call + " did not return in time; deploy again, and raise the construct's timeout if that lasts");
        } catch (ExecutionException e) {
            return lifecycle.giveUp("the handler failed unexpectedly: " + e.getCause()
                    + "; deploy again, and report it with the log if it lasts");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return lifecycle.giveUp("the function was interrupted");
        }
    }

    /** CloudFormation has its answer; what cannot be noted now is set right by the next request. */
    private void note(Runnable note, ExecutorService worker) {
        Future<?> future = worker.submit(note);
        try {
            future.get(Math.max(0, millisLeft()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.line("not-noted", "reason", (e.getCause() == null ? e : e.getCause()).toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private AnswerSender.Delivery deliver(Answerable to, Outcome outcome) {
        Outcome signed = outcome.success() ? outcome : withLogStream(outcome);
        AnswerSender.Delivery delivery = courier.deliver(
                to.responseUrl(),
                AnswerEncoder.encode(to, signed),
                Deadline.in(time, millisLeft() - Math.min(NOTE_RESERVE_MILLIS, millisLeft() / SIXTH)),
                (attempt, result) ->
                        log.line("answer-attempt", "attempt", Integer.toString(attempt), "result", result));
        log.line(
                "answer",
                "status",
                outcome.success() ? "SUCCESS" : "FAILED",
                "physicalId",
                outcome.physicalId(),
                "delivery",
                delivery.name(),
                "reason",
                outcome.reason());
        return delivery;
    }

    private Outcome withLogStream(Outcome outcome) {
        return Outcome.failure(
                outcome.physicalId(), outcome.reason() + " [log stream: " + surroundings.logStream() + "]");
    }

    private long timeoutMillis(CfnRequest request) {
        long reserve = Math.min(ANSWER_RESERVE_MILLIS, surroundings.remainingMillis() / THIRD);
        return Math.min(
                TimeUnit.SECONDS.toMillis(DesiredState.timeoutSecondsOrDefault(request.properties())),
                surroundings.remainingMillis() - reserve);
    }

    /** Lambda may deliver an event hours late; a server made then would belong to nobody. */
    private static long patienceSeconds(CfnRequest request) {
        long patience = DesiredState.patienceSeconds(request.properties());
        return patience - Math.min(LATE_RESERVE_SECONDS, patience / THIRD);
    }

    private long ageSeconds(CfnRequest request) {
        Instant now = time.now();
        return signedAt(request)
                .map(signed -> Math.max(0, Duration.between(signed, now).toSeconds()))
                .orElse(0L);
    }

    private Optional<Instant> signedAt(CfnRequest request) {
        return request.responseUrl().signedAt(time.now());
    }

    private long millisLeft() {
        return endMillis - time.nowMillis() - TimeUnit.SECONDS.toMillis(1);
    }

    private static String token(CfnRequest request) {
        return Sha256.of(request.stack().arn() + '\n' + request.logicalId() + '\n' + request.requestId());
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "lifecycle");
        thread.setDaemon(true);
        return thread;
    }

    /** What {@link AnswerSender#send} is to requests, and nobody to {@link Priming}'s. */
    @FunctionalInterface
    interface Courier {
        AnswerSender.Delivery deliver(ResponseUrl url, byte[] answer, Deadline end, AnswerSender.Listener listener);
    }
}
