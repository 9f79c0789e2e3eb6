package io.github.cdkrouteserver.localaws;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdkrouteserver.localaws.cloudformation.Ec2Access;
import io.github.cdkrouteserver.localaws.cloudformation.LocalCloudFormation;
import io.github.cdkrouteserver.localaws.cloudformation.RoleCredentials;
import io.github.cdkrouteserver.localaws.ec2.Ec2Behavior;
import io.github.cdkrouteserver.localaws.ec2.Ec2Location;
import io.github.cdkrouteserver.localaws.ec2.LocalEc2;
import io.github.cdkrouteserver.localaws.iam.Credentials;
import io.github.cdkrouteserver.localaws.iam.LocalIam;
import io.github.cdkrouteserver.localaws.lambda.FunctionCredentials;
import io.github.cdkrouteserver.localaws.lambda.LocalLambda;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * EC2, IAM, Lambda, SNS and CloudFormation, connected.
 *
 * <p>The one place where CloudFormation meets the other services: templates' roles get credentials that EC2 enforces,
 * functions find EC2 where it listens, and native resources are made through the SDK.
 */
public final class LocalAws implements AutoCloseable {
    private final LocalEc2 ec2;
    private final LocalLambda lambda;
    private final Ec2Client client;
    private final LocalCloudFormation cloudFormation;

    private LocalAws(Builder builder) {
        LocalEc2.Builder network = LocalEc2.builder();
        builder.ec2.accept(network);
        ec2 = network.start();
        Ec2Location location = ec2.location();
        LocalLambda.Builder functions = LocalLambda.builder()
                .region(location.region())
                .accountId(location.account())
                .partition(location.partition())
                .environment(Map.of("AWS_ENDPOINT_URL_EC2", ec2.endpoint().toString()));
        builder.lambda.accept(functions);
        lambda = functions.build();
        client = client(ec2);
        LocalCloudFormation.Builder stacks = LocalCloudFormation.builder()
                .region(location.region())
                .accountId(location.account())
                .partition(location.partition())
                .lambda(lambda)
                .ec2(new Access())
                .roles(new Roles(ec2.iam()));
        builder.cloudFormation.accept(stacks);
        cloudFormation = stacks.build();
    }

    /** Starts the configuration of an AWS. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns EC2. */
    public LocalEc2 ec2() {
        return ec2;
    }

    /** Returns Lambda. */
    public LocalLambda lambda() {
        return lambda;
    }

    /** Returns CloudFormation. */
    public LocalCloudFormation cloudFormation() {
        return cloudFormation;
    }

    /** Returns a client of EC2 that may do everything. */
    public Ec2Client client() {
        return client;
    }

    @Override
    public void close() {
        cloudFormation.close();
        lambda.close();
        client.close();
        ec2.close();
    }

    private static Ec2Client client(LocalEc2 ec2) {
        Credentials administrator = ec2.iam().administrator();
        return Ec2Client.builder()
                .endpointOverride(ec2.endpoint())
                .region(Region.of(ec2.location().region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        administrator.accessKeyId(), administrator.secretAccessKey(), administrator.sessionToken())))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private final class Access implements Ec2Access {
        @Override
        public Ec2Client client() {
            return client;
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            ec2.clock().pause(duration);
        }

        @Override
        public void subnet(String subnetId, String vpcId, String cidrBlock) {
            ec2.network().registerSubnet(subnetId, vpcId, cidrBlock);
        }

        @Override
        public void routeTable(String routeTableId, String vpcId) {
            ec2.network().registerRouteTable(routeTableId, vpcId);
        }
    }

    private static final class Roles implements RoleCredentials {
        private final LocalIam iam;

        Roles(LocalIam iam) {
            this.iam = iam;
        }

        @Override
        public FunctionCredentials issue(String roleArn, List<JsonNode> policyDocuments) {
            Credentials issued = iam.issue(roleArn, policyDocuments);
            return new FunctionCredentials(issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
        }

        @Override
        public void replacePolicies(FunctionCredentials credentials, List<JsonNode> policyDocuments) {
            iam.find(credentials.accessKeyId()).ifPresent(found -> iam.replacePolicies(found, policyDocuments));
        }
    }

    /** Builds a {@link LocalAws}. */
    public static final class Builder {
        private Consumer<LocalEc2.Builder> ec2 = unchanged -> {};
        private Consumer<LocalLambda.Builder> lambda = unchanged -> {};
        private Consumer<LocalCloudFormation.Builder> cloudFormation = unchanged -> {};

        private Builder() {}

        /** Sets how EC2 behaves. Default: realistic, with realistic delays. */
        public Builder behavior(Ec2Behavior value) {
            ec2 = ec2.andThen(network -> network.behavior(value));
            return this;
        }

        /** Sets what EC2 does otherwise than by default, which is to behave and to take its time as the real one. */
        public Builder ec2(Consumer<LocalEc2.Builder> value) {
            ec2 = ec2.andThen(value);
            return this;
        }

        /** Sets what Lambda does otherwise than by default. */
        public Builder lambda(Consumer<LocalLambda.Builder> value) {
            lambda = value;
            return this;
        }

        /** Sets what CloudFormation does otherwise than by default. */
        public Builder cloudFormation(Consumer<LocalCloudFormation.Builder> value) {
            cloudFormation = value;
            return this;
        }

        /** Starts everything. */
        public LocalAws start() {
            return new LocalAws(this);
        }
    }
}
