package io.github.cdkrouteserver.benchmark;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** What no Java function that answers CloudFormation can do without: one PUT over TLS. */
public final class FloorHandler implements RequestStreamHandler {
    private static final String URL_FIELD = "\"ResponseURL\":\"";

    /** Made by Lambda's runtime client. */
    public FloorHandler() {}

    @Override
    public void handleRequest(InputStream event, OutputStream output, Context context) throws IOException {
        String text = new String(event.readAllBytes(), StandardCharsets.UTF_8);
        int start = text.indexOf(URL_FIELD) + URL_FIELD.length();
        URI url = URI.create(text.substring(start, text.indexOf('"', start)));
        byte[] answer = "{\"Status\":\"SUCCESS\",\"PhysicalResourceId\":\"floor\"}".getBytes(StandardCharsets.UTF_8);
        HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setRequestMethod("PUT");
        connection.setFixedLengthStreamingMode(answer.length);
        connection.setDoOutput(true);
        try (OutputStream body = connection.getOutputStream()) {
            body.write(answer);
        }
        connection.getResponseCode();
    }
}
