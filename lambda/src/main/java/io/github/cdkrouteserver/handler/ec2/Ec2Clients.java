package io.github.cdkrouteserver.handler.ec2;

import java.util.function.Predicate;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * Builds the client the way Lambda's environment asks for, and has it ready when the first request comes.
 *
 * <p>The function runs cold at nearly every deployment, so that its start is what users wait for. What the SDK would
 * find out by looking around (profiles, modes, partitions) is told outright; what it would load at its first call is
 * loaded while the function starts, and {@link TlsPriming} sets up TLS beside it.
 */
public final class Ec2Clients {
    private Ec2Clients() {}

    /**
     * Builds a client from the environment that Lambda gives a function.
     *
     * @param priming calls the client, as a request will, while all it calls is answered from memory; tells whether all
     *     of that has ended, since otherwise the client is thrown away
     * @return the client
     */
    public static Ec2Client fromLambdaEnvironment(Predicate<Ec2Client> priming) {
        InMemoryEc2 memory = new InMemoryEc2(httpToEc2());
        Ec2Client client = build(memory);
        if (priming.test(client)) {
            memory.connect();
            return client;
        }
        // A create that was given up may still be calling that client, on a thread of its own, and must never get out.
        return build(httpToEc2());
    }

    private static SdkHttpClient httpToEc2() {
        return UrlConnectionHttpClient.create(new PatientConnections());
    }

    private static Ec2Client build(SdkHttpClient http) {
        ProfileFile noProfiles = ProfileFile.aggregator().build();
        return Ec2Client.builder()
                .region(Region.of(System.getenv("AWS_REGION")))
                .credentialsProvider(EnvironmentVariableCredentialsProvider.create())
                .endpointProvider(new Endpoints())
                .defaultsMode(DefaultsMode.STANDARD)
                .overrideConfiguration(override -> override.defaultProfileFileSupplier(() -> noProfiles)
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy()))
                .httpClient(http)
                .build();
    }
}
