package io.github.cdkrouteserver.benchmark;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateRouteServerResponse;
import software.amazon.awssdk.services.ec2.model.RouteServer;

/** How such a handler is usually written: one create, one describe, the answer, and nothing done for its start. */
public final class PlainHandler implements RequestStreamHandler {
    private final ObjectMapper mapper = new ObjectMapper();
    private final Ec2Client ec2 = Ec2Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();

    /** Made by Lambda's runtime client. */
    public PlainHandler() {}

    @Override
    public void handleRequest(InputStream event, OutputStream output, Context context) throws IOException {
        JsonNode request = mapper.readTree(event);
        JsonNode properties = request.get("ResourceProperties");
        CreateRouteServerResponse created = ec2.createRouteServer(
                create -> create.amazonSideAsn(properties.get("AmazonSideAsn").asLong())
                        .persistRoutes(properties.get("PersistRoutes").asText())
                        .snsNotificationsEnabled(
                                properties.get("SnsNotificationsEnabled").asBoolean())
                        .clientToken(request.get("RequestId").asText()));
        String id = created.routeServer().routeServerId();
        RouteServer server = ec2.describeRouteServers(describe -> describe.routeServerIds(id))
                .routeServers()
                .get(0);
        byte[] answer = mapper.writeValueAsBytes(Map.of(
                "Status",
                "SUCCESS",
                "PhysicalResourceId",
                id,
                "StackId",
                request.get("StackId").asText(),
                "RequestId",
                request.get("RequestId").asText(),
                "LogicalResourceId",
                request.get("LogicalResourceId").asText(),
                "Data",
                Map.of("State", server.stateAsString(), "SnsTopicArn", server.snsTopicArn())));
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(request.get("ResponseURL").asText()).toURL().openConnection();
        connection.setRequestMethod("PUT");
        connection.setRequestProperty("Content-Type", "");
        connection.setFixedLengthStreamingMode(answer.length);
        connection.setDoOutput(true);
        try (OutputStream body = connection.getOutputStream()) {
            body.write(answer);
        }
        connection.getResponseCode();
    }
}
