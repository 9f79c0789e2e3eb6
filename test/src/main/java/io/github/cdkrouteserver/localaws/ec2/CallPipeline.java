package io.github.cdkrouteserver.localaws.ec2;

import io.github.cdkrouteserver.localaws.iam.AccessRequest;
import io.github.cdkrouteserver.localaws.iam.Credentials;
import io.github.cdkrouteserver.localaws.iam.Decision;
import io.github.cdkrouteserver.localaws.iam.LocalIam;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What every call goes through: faults, validation, authorization, dry run, effect, journal. */
final class CallPipeline {
    private static final String VERSION = "2016-11-15";

    private final Ec2State state;
    private final LocalClock clock;
    private final LocalIam iam;
    private final ActionTable actions;
    private final Journal journal = new Journal();
    private final Map<String, Long> counts = new HashMap<>();
    private long total;
    private volatile FaultPlan faults = FaultPlan.NONE;

    CallPipeline(Ec2State state, LocalClock clock, LocalIam iam) {
        this.state = state;
        this.clock = clock;
        this.iam = iam;
        actions = new ActionTable(state);
    }

    Journal journal() {
        return journal;
    }

    void faults(FaultPlan plan) {
        faults = plan;
    }

    /**
     * Carries out a call.
     *
     * @param caller finds out who calls, or throws the error for a bad signature
     * @param parameters by wire name
     * @return the payload
     * @throws Ec2Error where the call is answered with an error
     * @throws Dropped where it is not answered
     */
    Object call(Supplier<Credentials> caller, Map<String, String> parameters) {
        Credentials credentials = null;
        Ec2Error refusal = null;
        try {
            credentials = caller.get();
        } catch (Ec2Error e) {
            refusal = e;
        }
        Ec2Call call = arrival(credentials, parameters);
        Trace trace = new Trace(call);
        try {
            if (refusal != null) {
                throw refusal;
            }
            Object payload = withFault(faults.decide(call), credentials, parameters, trace);
            journal.add(trace.entry(JournalEntry.OK, "", Payloads.id(payload)));
            return payload;
        } catch (Ec2Error e) {
            journal.add(trace.entry(e.code(), e.getMessage(), ""));
            throw e;
        } catch (Dropped e) {
            journal.add(trace.entry(e.outcome(), "", trace.madeId));
            throw e;
        } catch (RuntimeException e) {
            journal.add(trace.entry("LocalEc2Failure", e.toString(), ""));
            throw e;
        }
    }

    private synchronized Ec2Call arrival(Credentials credentials, Map<String, String> parameters) {
        String action = parameters.getOrDefault("Action", "");
        Map<String, String> rest = new HashMap<>(parameters);
        rest.remove("Action");
        rest.remove("Version");
        return new Ec2Call(
                ++total,
                counts.merge(action, 1L, Long::sum),
                clock.now(),
                credentials == null ? "anonymous" : credentials.principalArn(),
                action,
                rest);
    }

    private Object withFault(Fault fault, Credentials credentials, Map<String, String> parameters, Trace trace) {
        switch (fault.kind()) {
            case ERROR_BEFORE_EFFECT -> {
                delay(fault);
                throw fault.error();
            }
            case DROP_BEFORE_EFFECT -> {
                delay(fault);
                throw new Dropped("DroppedBeforeEffect");
            }
            default -> {
                Object payload;
                try {
                    payload = carryOut(credentials, parameters, trace);
                } finally {
                    fault.runAfterEffect();
                    delay(fault);
                }
                trace.madeId = Payloads.id(payload);
                if (fault.kind() == Fault.Kind.ERROR_AFTER_EFFECT) {
                    throw fault.error();
                }
                if (fault.kind() == Fault.Kind.DROP_AFTER_EFFECT) {
                    throw new Dropped("DroppedAfterEffect");
                }
                return payload;
            }
        }
    }

    private Object carryOut(Credentials credentials, Map<String, String> parameters, Trace trace) {
        return state.locked(() -> {
            String action = parameters.get("Action");
            if (action == null || action.isEmpty()) {
                throw new Ec2Error("MissingAction", "The request must contain the parameter Action");
            }
            if (!VERSION.equals(parameters.getOrDefault("Version", VERSION))) {
                throw new Ec2Error("NoSuchVersion", "The requested version does not exist");
            }
            Parameters read = new Parameters(parameters);
            Boolean dryRun = read.bool("DryRun");
            Prepared prepared = actions.prepare(action, read);
            authorize(credentials, prepared.permissions(), trace);
            if (Boolean.TRUE.equals(dryRun)) {
                throw new Ec2Error("DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
            }
            return prepared.effect().get();
        });
    }

    private void authorize(Credentials credentials, List<AccessRequest> requests, Trace trace) {
        for (AccessRequest request : requests) {
            Decision decision = iam.decide(credentials, request);
            if (!decision.allowed()) {
                throw new Ec2Error(
                        "UnauthorizedOperation",
                        "You are not authorized to perform this operation. User: " + credentials.principalArn()
                                + " is not authorized to perform: " + request.action() + " on resource: "
                                + request.resource()
                                + (decision.explicitDeny()
                                        ? " with an explicit deny in an identity-based policy"
                                        : " because no identity-based policy allows the " + request.action()
                                                + " action"));
            }
            trace.allowedBy.add(request.action() + " on " + request.resource() + ": " + decision.statement());
        }
    }

    private void delay(Fault fault) {
        if (!fault.slowness().isZero()) {
            clock.pause(fault.slowness());
        }
        if (!fault.stall().isZero()) {
            LocalClock.real().pause(fault.stall());
        }
    }

    /** What the journal will say of a call. */
    private static final class Trace {
        private final Ec2Call call;
        private final List<String> allowedBy = new ArrayList<>();
        private String madeId = "";

        private Trace(Ec2Call call) {
            this.call = call;
        }

        private JournalEntry entry(String outcome, String message, String payloadId) {
            String id = payloadId.isEmpty() ? madeId : payloadId;
            return new JournalEntry(
                    call,
                    outcome,
                    message,
                    id.isEmpty() ? Payloads.idAskedFor(call.parameters()) : id,
                    call.parameters().getOrDefault("ClientToken", ""),
                    allowedBy);
        }
    }
}
