package io.github.cdkrouteserver.handler.ec2;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Answers from memory, until it is connected; then it passes everything on. */
final class PrimingHttpClient implements SdkHttpClient {
    private static final int OK = 200;

    /** Reads as any of the answers: each takes what it knows and skips the rest. */
    private static final String ANSWER = """
            <Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>0</requestId>\
            <routeServerSet><item><routeServerId>rs-0</routeServerId><amazonSideAsn>1</amazonSideAsn>\
            <state>available</state><tagSet><item><key>k</key><value>v</value></item></tagSet>\
            <persistRoutesState>disabled</persistRoutesState><snsNotificationsEnabled>true</snsNotificationsEnabled>\
            </item></routeServerSet></Response>""";

    private final SdkHttpClient connected;
    private volatile boolean primes = true;

    PrimingHttpClient(SdkHttpClient connected) {
        this.connected = connected;
    }

    void connect() {
        primes = false;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return primes ? new FromMemory() : connected.prepareRequest(request);
    }

    @Override
    public String clientName() {
        return connected.clientName();
    }

    @Override
    public void close() {
        connected.close();
    }

    private static final class FromMemory implements ExecutableHttpRequest {
        @Override
        public HttpExecuteResponse call() {
            byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
            return HttpExecuteResponse.builder()
                    .response(SdkHttpResponse.builder()
                            .statusCode(OK)
                            .putHeader("Content-Type", "text/xml;charset=UTF-8")
                            .build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer)))
                    .build();
        }

        @Override
        public void abort() {
            // Nothing is under way.
        }
    }
}
