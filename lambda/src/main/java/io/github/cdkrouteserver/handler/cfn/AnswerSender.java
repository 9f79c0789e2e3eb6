package io.github.cdkrouteserver.handler.cfn;

import io.github.cdkrouteserver.handler.core.Deadline;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.UnknownHostException;

/** Delivers an answer to the URL that CloudFormation signed for it. */
public final class AnswerSender {
    private static final long CONNECT_MILLIS = 3_000;
    private static final long READ_MILLIS = 5_000;
    private static final long LEAST_MILLIS = 250;
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final int MOST_ATTEMPTS = 8;
    private static final int SUCCESS_FROM = 200;
    private static final int SUCCESS_TO = 299;

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
        /** CloudFormation does not have it. */
        REFUSED,
        /** A connection broke after the answer was on its way: CloudFormation may have it. */
        UNKNOWN
    }

    /**
     * Delivers an answer, again and again until it is accepted or the time is up.
     *
     * @param url where it goes
     * @param answer the answer
     * @param deadline when to stop trying
     * @param listener told of each attempt
     * @return what became of it
     */
    public static Delivery send(ResponseUrl url, byte[] answer, Deadline deadline, Listener listener) {
        long pause = FIRST_PAUSE_MILLIS;
        Delivery soFar = Delivery.REFUSED;
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            String result;
            try {
                int status = put(url.uri(), answer, deadline.millisLeft());
                result = Integer.toString(status);
                if (status >= SUCCESS_FROM && status <= SUCCESS_TO) {
                    soFar = Delivery.ACCEPTED;
                }
            } catch (ConnectException | UnknownHostException e) {
                result = e.getClass().getSimpleName();
            } catch (IOException e) {
                // Its message may hold the URL or its host.
                result = e.getClass().getSimpleName();
                soFar = Delivery.UNKNOWN;
            }
            listener.attempted(attempt, result);
            if (soFar == Delivery.ACCEPTED || deadline.isOver()) {
                return soFar;
            }
            deadline.sleep(pause);
            pause *= 2;
        }
        return soFar;
    }

    private static int put(URI url, byte[] answer, long millisLeft) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
        try {
            connection.setConnectTimeout(bounded(CONNECT_MILLIS, millisLeft));
            connection.setReadTimeout(bounded(READ_MILLIS, millisLeft));
            connection.setInstanceFollowRedirects(false);
            connection.setRequestMethod("PUT");
            // The signature covers an empty content type; left out, the JDK would send one of its own.
            connection.setRequestProperty("Content-Type", "");
            connection.setFixedLengthStreamingMode(answer.length);
            connection.setDoOutput(true);
            try (OutputStream body = connection.getOutputStream()) {
                body.write(answer);
            }
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    /** An attempt that outlived the function would keep it from ending in order; 0 would mean without end. */
    private static int bounded(long millis, long left) {
        return (int) Math.max(LEAST_MILLIS, Math.min(millis, left));
    }
}
