package io.github.cdkrouteserver.handler.ec2;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Stands in for EC2 and the way there, until it is connected: whatever is asked, there is one route server, and it is
 * available.
 */
final class InMemoryEc2 implements SdkHttpClient {
    private static final int OK = 200;

    private static final String SERVER = """
            <routeServerId>rs-0</routeServerId><amazonSideAsn>1</amazonSideAsn><state>available</state>\
            <tagSet><item><key>k</key><value>v</value></item></tagSet><persistRoutesState>disabled</persistRoutesState>\
            <snsNotificationsEnabled>false</snsNotificationsEnabled>""";

    /** Reads as any of the answers: each takes what it knows and skips the rest. */
    private static final String ANSWER =
            "<Response xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>0</requestId><routeServerSet><item>"
                    + SERVER + "</item></routeServerSet><routeServer>" + SERVER + "</routeServer></Response>";

    private final SdkHttpClient http;
    private volatile boolean connected;

    InMemoryEc2(SdkHttpClient http) {
        this.http = http;
    }

    /** From now on everything goes to EC2 itself. */
    void connect() {
        connected = true;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return connected ? http.prepareRequest(request) : new Answer();
    }

    @Override
    public String clientName() {
        return http.clientName();
    }

    @Override
    public void close() {
        http.close();
    }

    private static final class Answer implements ExecutableHttpRequest {
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
            // Nothing is under http.
        }
    }
}
