package io.github.cdkrouteserver.localaws.ec2;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cdkrouteserver.localaws.iam.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.RouteServer;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** A local EC2 on a virtual clock, with the real SDK as its administrator's client. */
final class Ec2Bench implements AutoCloseable {
    static final long ASN = 65_000;

    final VirtualClock clock = new VirtualClock();
    final LocalEc2 ec2;
    final Ec2Client client;

    Ec2Bench() {
        this(behavior -> behavior);
    }

    Ec2Bench(UnaryOperator<Ec2Behavior.Builder> settings) {
        ec2 = LocalEc2.builder()
                .clock(clock)
                .behavior(settings.apply(Ec2Behavior.builder()).build())
                .start();
        client = clientFor(ec2.iam().administrator());
    }

    Ec2Client clientFor(Credentials credentials) {
        return clientFor(credentials, Region.of(ec2.location().region()));
    }

    Ec2Client clientFor(Credentials credentials, Region region) {
        return Ec2Client.builder()
                .endpointOverride(ec2.endpoint())
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken())))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    void pass(Duration duration) {
        clock.advance(duration);
    }

    /** Lets everything end that takes time by default. */
    void settle() {
        pass(Duration.ofMinutes(2));
    }

    RouteServer create() {
        return client.createRouteServer(r -> r.amazonSideAsn(ASN)).routeServer();
    }

    RouteServer createTagged(Map<String, String> tags) {
        return client.createRouteServer(r -> r.amazonSideAsn(ASN)
                        .tagSpecifications(TagSpecification.builder()
                                .resourceType("route-server")
                                .tags(tags.entrySet().stream()
                                        .map(tag -> Tag.builder()
                                                .key(tag.getKey())
                                                .value(tag.getValue())
                                                .build())
                                        .toList())
                                .build()))
                .routeServer();
    }

    RouteServer available() {
        RouteServer server = create();
        settle();
        return describe(server.routeServerId());
    }

    RouteServer describe(String id) {
        return client.describeRouteServers(r -> r.routeServerIds(id))
                .routeServers()
                .get(0);
    }

    static String codeOf(ThrowingCallable call) {
        Ec2Exception e = catchThrowableOfType(Ec2Exception.class, call);
        return e == null ? "OK" : e.awsErrorDetails().errorCode();
    }

    /** Sends a form as it stands, which no SDK would do, and returns the error code or OK. */
    String raw(String form) {
        return raw(
                form,
                authorization(ec2.location().region(), "ec2"),
                ec2.iam().administrator().sessionToken());
    }

    String raw(String form, String authorization, String sessionToken) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(ec2.endpoint()).POST(HttpRequest.BodyPublishers.ofString(form));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        if (sessionToken != null) {
            request.header("X-Amz-Security-Token", sessionToken);
        }
        try {
            HttpResponse<String> response =
                    HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
            Matcher code = Pattern.compile("<Code>(.*)</Code>").matcher(response.body());
            return code.find() ? response.statusCode() + " " + code.group(1) : "OK";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String authorization(String region, String service) {
        return "AWS4-HMAC-SHA256 Credential=" + ec2.iam().administrator().accessKeyId() + "/20260101/" + region + "/"
                + service + "/aws4_request, SignedHeaders=host;x-amz-date, Signature=" + "0".repeat(64);
    }

    @Override
    public void close() {
        client.close();
        ec2.close();
    }
}
