package io.github.cdkrouteserver.handler.cfn;

import io.github.cdkrouteserver.handler.core.Deadline;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/** Delivers an answer to the URL that CloudFormation signed for it. */
public final class AnswerSender {
    private static final int CONNECT_MILLIS = 3_000;
    private static final int READ_MILLIS = 5_000;
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

    /**
     * Delivers an answer, again and again until it is accepted or the time is up.
     *
     * @param url where it goes
     * @param answer the answer
     * @param deadline when to stop trying
     * @param listener told of each attempt
     * @return whether it was accepted
     */
    public static boolean send(ResponseUrl url, byte[] answer, Deadline deadline, Listener listener) {
        long pause = FIRST_PAUSE_MILLIS;
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            String result;
            try {
                int status = put(url.uri(), answer);
                result = Integer.toString(status);
                if (status >= SUCCESS_FROM && status <= SUCCESS_TO) {
                    listener.attempted(attempt, result);
                    return true;
                }
            } catch (IOException e) {
                // Its message may hold the URL or its host.
                result = e.getClass().getSimpleName();
            }
            listener.attempted(attempt, result);
            if (deadline.isOver()) {
                return false;
            }
            deadline.sleep(pause);
            pause *= 2;
        }
        return false;
    }

    private static int put(URI url, byte[] answer) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
        try {
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(READ_MILLIS);
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
}
