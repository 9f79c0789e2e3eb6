package io.github.cdkrouteserver.handler;

import io.github.cdkrouteserver.handler.ec2.CallListener;
import java.util.Objects;
import java.util.function.Consumer;

/** One JSON object a line, for a person to search by what happened, to which server, and how it ended. */
public final class Log {
    private final Consumer<String> sink;

    /** The call that has not come back yet, or empty. */
    private volatile String pending = "";

    /**
     * Makes a log.
     *
     * @param sink receives each line, without its end
     */
    public Log(Consumer<String> sink) {
        this.sink = sink;
    }

    /**
     * Makes a log on standard output, which Lambda sends to the function's log group.
     *
     * @return the log
     */
    static Log toStandardOutput() {
        return new Log(System.out::println);
    }

    void line(String event, String... keysAndValues) {
        StringBuilder line = new StringBuilder("{");
        append(line, "event", event);
        for (int i = 0; i + 1 < keysAndValues.length; i += 2) {
            append(line, keysAndValues[i], keysAndValues[i + 1]);
        }
        sink.accept(line.append('}').toString());
    }

    private static void append(StringBuilder line, String key, String value) {
        line.append(line.length() == 1 ? "\"" : ",\"").append(key).append("\":\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else {
                line.append(c < ' ' ? ' ' : c);
            }
        }
        line.append('"');
    }

    /**
     * Makes a listener that writes one line for each call to EC2.
     *
     * @return the listener
     */
    public CallListener calls() {
        return new CallListener() {
            @Override
            public void calling(String operation, String routeServerId) {
                pending = routeServerId.isEmpty() ? operation : operation + " of " + routeServerId;
            }

            @Override
            public void called(String operation, String routeServerId, String outcome, String requestId, long millis) {
                pending = "";
                line(
                        "aws-call",
                        "operation",
                        operation,
                        "routeServerId",
                        routeServerId,
                        "outcome",
                        outcome,
                        "requestId",
                        Objects.toString(requestId, ""),
                        "millis",
                        Long.toString(millis));
            }
        };
    }

    /** Names the call to EC2 that is under way. */
    String pendingCall() {
        String call = pending;
        return call.isEmpty() ? "the work on EC2" : call;
    }
}
