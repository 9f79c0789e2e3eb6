package io.github.cdkrouteserver.handler.cfn;

import io.github.cdkrouteserver.handler.core.Deadline;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Set;

/** Delivers an answer to the URL that CloudFormation signed for it. */
public final class AnswerSender {
    private static final long CONNECT_MILLIS = 3_000;
    private static final long READ_MILLIS = 5_000;
    private static final long LEAST_MILLIS = 250;
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;

    /** The bucket of the responses may be out of order for a while. */
    private static final long LONGEST_MILLIS = 120_000;

    private static final int SUCCESS_FROM = 200;
    private static final int SUCCESS_TO = 299;
    private static final int CLIENT_ERROR_FROM = 400;
    private static final int CLIENT_ERROR_TO = 499;

    /** Request timeout and too many requests: S3's own troubles, like a server error, and no verdict on the request. */
    private static final Set<Integer> UNDECIDED = Set.of(408, 429);

    private AnswerSender() {}

    /** Receives what became of each attempt. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Tells what became of an attempt. Neither argument names the URL.
         *
         * @param attempt its number, from 1
         * @param result HTTP status, or name of the local fault
         */
        void attempted(int attempt, String result);
    }

    /** What became of an answer. */
    public enum Delivery {
        /** CloudFormation has it. */
        ACCEPTED,
        /** CloudFormation certainly does not have it: no attempt got further than a refusal. */
        REFUSED,
        /** An attempt ended, after the answer was on its way, with nothing that tells: CloudFormation may have it. */
        UNKNOWN
    }

    /**
     * Delivers an answer, again and again until it is accepted or the time is up, two minutes at most.
     *
     * @param url where it goes
     * @param answer the answer
     * @param end when to stop trying
     * @param listener told of each attempt
     * @return what became of it
     */
    public static Delivery send(ResponseUrl url, byte[] answer, Deadline end, Listener listener) {
        Deadline deadline = end.within(LONGEST_MILLIS);
        long pause = FIRST_PAUSE_MILLIS;
        Delivery soFar = Delivery.REFUSED;
        for (int number = 1; ; number++) {
            Attempt attempt = attempt(url.uri(), answer, deadline.millisLeft());
            // What one attempt may have stored, a later refusal does not take away.
            if (soFar == Delivery.REFUSED || attempt.delivery() == Delivery.ACCEPTED) {
                soFar = attempt.delivery();
            }
            listener.attempted(number, attempt.result());
            if (soFar == Delivery.ACCEPTED || deadline.isOver()) {
                return soFar;
            }
            deadline.sleep(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    private record Attempt(Delivery delivery, String result) {
        static Attempt of(int status) {
            Delivery delivery = Delivery.UNKNOWN;
            if (status >= SUCCESS_FROM && status <= SUCCESS_TO) {
                delivery = Delivery.ACCEPTED;
            } else if (status >= CLIENT_ERROR_FROM && status <= CLIENT_ERROR_TO && !UNDECIDED.contains(status)) {
                delivery = Delivery.REFUSED;
            }
            return new Attempt(delivery, Integer.toString(status));
        }

        /** A fault without a status; its message may hold the URL or its host. */
        static Attempt of(Exception fault, boolean connected) {
            return new Attempt(
                    connected ? Delivery.UNKNOWN : Delivery.REFUSED,
                    fault.getClass().getSimpleName());
        }
    }

    private static Attempt attempt(URI url, byte[] answer, long millisLeft) {
        HttpURLConnection connection = null;
        boolean connected = false;
        try {
            connection = prepare(url, answer.length, millisLeft);
            connection.connect();
            connected = true;
            try (OutputStream body = connection.getOutputStream()) {
                body.write(answer);
            }
            return Attempt.of(connection.getResponseCode());
        } catch (IOException | RuntimeException e) {
            return Attempt.of(e, connected);
        } finally {
            if (connection != null) {
                connection.disconnect();
            }
        }
    }

    private static HttpURLConnection prepare(URI url, int length, long millisLeft) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setConnectTimeout(bounded(CONNECT_MILLIS, millisLeft));
        connection.setReadTimeout(bounded(READ_MILLIS, millisLeft));
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod("PUT");
        // The signature covers an empty content type; left out, the JDK would send one of its own.
        connection.setRequestProperty("Content-Type", "");
        connection.setFixedLengthStreamingMode(length);
        connection.setDoOutput(true);
        return connection;
    }

    /** An attempt that outlived the function would keep it from ending in order; 0 would mean without end. */
    private static int bounded(long millis, long left) {
        return (int) Math.max(LEAST_MILLIS, Math.min(millis, left));
    }
}
