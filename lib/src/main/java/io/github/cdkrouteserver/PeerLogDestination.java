package io.github.cdkrouteserver;

import io.github.cdkrouteserver.internal.Checks;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.IResource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.iam.AddToResourcePolicyResult;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream;
import software.amazon.awscdk.services.kinesisfirehose.IDeliveryStream;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.IConstruct;

/**
 * Where {@link IRouteServerPeer#logEvents} delivers the log of a peer: a log group, a bucket or a delivery stream of the
 * same account. A log group has to be in the same Region too.
 *
 * <p>What {@code delivery.logs.amazonaws.com} needs to write there is allowed in the resource policy of the log group or
 * bucket, and a delivery stream gets the tag {@code LogDeliveryEnabled} that its service-linked role asks for. Where an
 * imported bucket or delivery stream cannot be changed from here, a warning says what to do. A customer managed key has to
 * allow that principal too.
 *
 * <p>Where the log group, bucket or stream gets another name in your app, the delivery to it is replaced. Where its name is
 * made by CloudFormation, or known at deployment only, that cannot be seen here: if it is replaced for another reason, or
 * such a name changes, give it another construct id too, or CloudWatch Logs refuses the new delivery beside the old one.
 */
public abstract class PeerLogDestination {
    private final IResource resource;
    private final PeerLogFormat format;

    PeerLogDestination(IResource resource, PeerLogFormat format, Set<PeerLogFormat> possible) {
        Checks.of(resource).required(format, "format", "pass one of " + sorted(possible));
        if (!possible.contains(format)) {
            throw new IllegalArgumentException(resource.getNode().getPath() + ": the format is " + format
                    + ", but the log of a peer goes there in one of "
                    + sorted(possible) + "; use one of these");
        }
        this.resource = resource;
        this.format = format;
    }

    /**
     * A log group, in JSON. The metrics of the peer need this.
     *
     * <p>What allows the delivery is a resource policy of CloudWatch Logs for each log group, of which an account has at most
     * ten in a Region. Let the peers share a log group; their events tell which peer they are of.
     *
     * @param logGroup the log group
     * @return the destination
     * @throws NullPointerException if it is missing
     */
    public static PeerLogDestination toCloudWatchLogs(ILogGroup logGroup) {
        return toCloudWatchLogs(logGroup, PeerLogFormat.JSON);
    }

    /**
     * A log group.
     *
     * <p>What allows the delivery is a resource policy of CloudWatch Logs for each log group, of which an account has at most
     * ten in a Region. Let the peers share a log group; their events tell which peer they are of.
     *
     * @param logGroup the log group
     * @param format JSON or PLAIN
     * @return the destination
     * @throws IllegalArgumentException if the format is another one
     * @throws NullPointerException if an argument is missing
     */
    public static PeerLogDestination toCloudWatchLogs(ILogGroup logGroup, PeerLogFormat format) {
        return new OfLogGroup(required(logGroup, "toCloudWatchLogs", "logGroup"), format);
    }

    /**
     * A bucket, in JSON.
     *
     * @param bucket the bucket
     * @return the destination
     * @throws NullPointerException if it is missing
     */
    public static PeerLogDestination toS3(IBucket bucket) {
        return toS3(bucket, PeerLogFormat.JSON);
    }

    /**
     * A bucket.
     *
     * @param bucket the bucket
     * @param format JSON, PLAIN, W3C or PARQUET
     * @return the destination
     * @throws IllegalArgumentException if the format is another one
     * @throws NullPointerException if an argument is missing
     */
    public static PeerLogDestination toS3(IBucket bucket, PeerLogFormat format) {
        return new OfBucket(required(bucket, "toS3", "bucket"), format);
    }

    /**
     * A Firehose delivery stream, in JSON.
     *
     * @param deliveryStream the delivery stream
     * @return the destination
     * @throws NullPointerException if it is missing
     */
    public static PeerLogDestination toFirehose(IDeliveryStream deliveryStream) {
        return toFirehose(deliveryStream, PeerLogFormat.JSON);
    }

    /**
     * A Firehose delivery stream.
     *
     * @param deliveryStream the delivery stream
     * @param format JSON, PLAIN or RAW
     * @return the destination
     * @throws IllegalArgumentException if the format is another one
     * @throws NullPointerException if an argument is missing
     */
    public static PeerLogDestination toFirehose(IDeliveryStream deliveryStream, PeerLogFormat format) {
        return new OfDeliveryStream(required(deliveryStream, "toFirehose", "deliveryStream"), format);
    }

    private static List<PeerLogFormat> sorted(Set<PeerLogFormat> formats) {
        return formats.stream().sorted().toList();
    }

    /** There is no construct yet to name, so the method stands in its place. */
    private static <T> T required(@Nullable T resource, String method, String name) {
        if (resource == null) {
            throw new NullPointerException("PeerLogDestination." + method + ": " + name
                    + " is required; pass the one that the log goes to, or leave logEvents out");
        }
        return resource;
    }

    IResource resource() {
        return resource;
    }

    /**
     * Refuses what is known to be elsewhere. A delivery to another account needs a delivery destination in that account, and
     * the one of a peer is in the peer's. CloudWatch Logs documents deliveries to buckets and streams of other accounts and
     * says nothing of other Regions, so the Region matters for log groups alone: their ARN is made of it.
     *
     * @param peer the peer whose log it is
     */
    void refuseElsewhere(IConstruct peer) {
        Stack stack = Stack.of(peer);
        String account = stack.getAccount();
        String region = stack.getRegion();
        String problem = null;
        if (Environments.differ(account(), account)) {
            problem =
                    "account " + account() + ", but the log of a peer is delivered within its own account, " + account;
        } else if (isRegional() && Environments.differ(resource.getEnv().getRegion(), region)) {
            problem = resource.getEnv().getRegion()
                    + ", but the log of a peer is delivered to log groups within its own Region, " + region;
        }
        if (problem != null) {
            throw Checks.of(peer)
                    .refusal(resource.getNode().getPath() + " is in " + problem + "; use a destination there");
        }
    }

    String account() {
        return resource.getEnv().getAccount();
    }

    /** Whether it has to be in the Region of the peer. */
    boolean isRegional() {
        return false;
    }

    PeerLogFormat format() {
        return format;
    }

    /** The ARN that a delivery destination is made of. */
    abstract String arn(Stack stack);

    /** What it is, and the name that the user chose, which is a token or null where there is none, or it is in the ARN. */
    abstract String kindAndName();

    /** Lets CloudWatch Logs write there. */
    abstract LogPermission allow(Stack stack);

    /** The log group that metric filters can read. */
    @Nullable
    ILogGroup readableLogGroup() {
        return null;
    }

    private static PolicyStatement.Builder statement(Stack stack, String sources) {
        // Sorted, because a policy of logs is a text in the template: Map.of would have another order in each run.
        Map<String, Object> conditions = new TreeMap<>();
        conditions.put("ArnLike", Map.of("aws:SourceArn", sources));
        conditions.put("StringEquals", Map.of("aws:SourceAccount", stack.getAccount()));
        return PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("delivery.logs.amazonaws.com")))
                .conditions(conditions);
    }

    private static final class OfLogGroup extends PeerLogDestination {
        private final ILogGroup logGroup;

        OfLogGroup(ILogGroup logGroup, PeerLogFormat format) {
            super(logGroup, format, Set.of(PeerLogFormat.JSON, PeerLogFormat.PLAIN));
            this.logGroup = logGroup;
        }

        @Override
        String arn(Stack stack) {
            // Not logGroup.getLogGroupArn(): that ends in ":*", which names its streams.
            return stack.formatArn(ArnComponents.builder()
                    .service("logs")
                    .resource("log-group")
                    .resourceName(logGroup.getLogGroupName())
                    .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                    .build());
        }

        @Override
        boolean isRegional() {
            return true;
        }

        @Override
        String kindAndName() {
            return "log group "
                    + (logGroup.getNode().getDefaultChild() instanceof CfnLogGroup l1 ? l1.getLogGroupName() : null);
        }

        @Override
        LogPermission allow(Stack stack) {
            String sources = stack.formatArn(ArnComponents.builder()
                    .service("logs")
                    .resource("*")
                    .arnFormat(ArnFormat.NO_RESOURCE_NAME)
                    .build());
            return LogPermission.granted(logGroup.addToResourcePolicy(statement(stack, sources)
                            .sid("AWSLogDeliveryWrite")
                            .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
                            .resources(List.of(logGroup.getLogGroupArn()))
                            .build())
                    .getPolicyDependable());
        }

        @Override
        @Nullable
        ILogGroup readableLogGroup() {
            return format() == PeerLogFormat.JSON ? logGroup : null;
        }
    }

    private static final class OfBucket extends PeerLogDestination {
        private final IBucket bucket;

        OfBucket(IBucket bucket, PeerLogFormat format) {
            super(
                    bucket,
                    format,
                    Set.of(PeerLogFormat.JSON, PeerLogFormat.PLAIN, PeerLogFormat.W3C, PeerLogFormat.PARQUET));
            this.bucket = bucket;
        }

        @Override
        String arn(Stack stack) {
            return bucket.getBucketArn();
        }

        @Override
        String kindAndName() {
            return "bucket " + (bucket.getNode().getDefaultChild() instanceof CfnBucket l1 ? l1.getBucketName() : null);
        }

        @Override
        LogPermission allow(Stack stack) {
            String sources = stack.formatArn(ArnComponents.builder()
                    .service("logs")
                    .resource("delivery-source")
                    .resourceName("*")
                    .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                    .build());
            PolicyStatement statement = statement(stack, sources)
                    .sid("AWSLogDeliveryWrite")
                    .actions(List.of("s3:PutObject"))
                    .resources(List.of(bucket.arnForObjects("AWSLogs/" + stack.getAccount() + "/*")))
                    .build();
            statement.addCondition("StringEquals", Map.of("s3:x-amz-acl", "bucket-owner-full-control"));
            AddToResourcePolicyResult result = bucket.addToResourcePolicy(statement);
            return Boolean.TRUE.equals(result.getStatementAdded())
                    ? LogPermission.granted(result.getPolicyDependable())
                    : LogPermission.missing(
                            "logBucketPolicy",
                            "the policy of bucket " + bucket.getNode().getPath()
                                    + " cannot be changed from here; let delivery.logs.amazonaws.com put objects under"
                                    + " AWSLogs/ and the account id there yourself");
        }
    }

    private static final class OfDeliveryStream extends PeerLogDestination {
        private static final int COMPONENTS = 6;
        private static final int ACCOUNT = 4;

        private final IDeliveryStream deliveryStream;

        OfDeliveryStream(IDeliveryStream deliveryStream, PeerLogFormat format) {
            super(deliveryStream, format, Set.of(PeerLogFormat.JSON, PeerLogFormat.PLAIN, PeerLogFormat.RAW));
            this.deliveryStream = deliveryStream;
        }

        @Override
        String arn(Stack stack) {
            return deliveryStream.getDeliveryStreamArn();
        }

        @Override
        String account() {
            // CDK takes an import to be where its stack is, whatever its ARN says.
            String arn = deliveryStream.getDeliveryStreamArn();
            String[] components = arn.split(":", COMPONENTS);
            return components.length == COMPONENTS && !Token.isUnresolved(arn) ? components[ACCOUNT] : super.account();
        }

        @Override
        String kindAndName() {
            return "delivery stream "
                    + (deliveryStream.getNode().getDefaultChild() instanceof CfnDeliveryStream l1
                            ? l1.getDeliveryStreamName()
                            : null);
        }

        @Override
        LogPermission allow(Stack stack) {
            if (deliveryStream.getNode().getDefaultChild() == null) {
                return LogPermission.missing(
                        "logDeliveryStreamTag",
                        "delivery stream " + deliveryStream.getNode().getPath()
                                + " cannot be changed from here; give it the tag LogDeliveryEnabled=true yourself");
            }
            Tags.of(deliveryStream).add("LogDeliveryEnabled", "true");
            return LogPermission.granted(deliveryStream);
        }
    }
}
