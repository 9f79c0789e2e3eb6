package io.github.cdkrouteserver.handler.core;

import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/** One custom resource and the EC2 that its requests are fulfilled by. */
final class Resource {
    private static final long TIMEOUT_MILLIS = 600_000;

    final VirtualTime time = new VirtualTime();
    final FakeEc2 ec2 = new FakeEc2(time);

    /** A request as a function of its own would begin it. */
    Lifecycle begin(ResourceRequest request) {
        return begin(request, Deadline.in(time, TIMEOUT_MILLIS));
    }

    Lifecycle begin(ResourceRequest request, Deadline deadline) {
        return new Lifecycle(ec2, time, new Random(1), request, deadline);
    }

    /** A request whose answer CloudFormation accepts. */
    Outcome send(ResourceRequest request) {
        Lifecycle lifecycle = begin(request);
        Outcome outcome = lifecycle.fulfil();
        if (outcome.success()) {
            lifecycle.answered();
        }
        return outcome;
    }

    /** A request that is fulfilled by a function that dies before it answers. */
    Outcome sendUnanswered(ResourceRequest request) {
        return begin(request).fulfil();
    }

    /** A request whose function dies once a call has taken effect. */
    void sendKilledAfter(String operation, ResourceRequest request) {
        if (!dies(request, call -> false, call -> call.startsWith(operation))) {
            throw new AssertionError("never came to " + operation);
        }
    }

    /**
     * A request whose function dies at its nth call, before or after that takes effect.
     *
     * @return whether there were as many calls
     */
    boolean sendKilledAt(int call, boolean afterIt, ResourceRequest request) {
        int last = ec2.calls.size() + call;
        Predicate<String> now = any -> ec2.calls.size() == last;
        return dies(request, any -> !afterIt && now.test(any), any -> afterIt && now.test(any));
    }

    private boolean dies(ResourceRequest request, Predicate<String> before, Predicate<String> after) {
        ec2.before(call -> dieIf(before.test(call)));
        ec2.after(call -> dieIf(after.test(call)));
        try {
            send(request);
            return false;
        } catch (Killed e) {
            return true;
        } finally {
            ec2.acceptEverythingAgain();
        }
    }

    private static void dieIf(boolean now) {
        if (now) {
            throw new Killed();
        }
    }

    /** A server that a create has made and CloudFormation has been told of. */
    String created(String token, Map<String, Object> properties) {
        return send(Requests.create(token, properties)).physicalId();
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}
