package io.github.cdkrouteserver.handler.ec2;

import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.endpoints.EndpointUrl;
import software.amazon.awssdk.regions.EndpointTag;
import software.amazon.awssdk.regions.PartitionEndpointKey;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.endpoints.Ec2EndpointParams;
import software.amazon.awssdk.services.ec2.endpoints.Ec2EndpointProvider;

/**
 * EC2's endpoints, as the SDK's own rules have them.
 *
 * <p>The rules first parse a list of all partitions, which costs a start more than all its calls; here the Regions of the
 * commercial partition are known by their form, and only others are looked up. The packaged handler has this in the place
 * of the rules.
 */
public final class Endpoints implements Ec2EndpointProvider {
    private static final String GOVERNMENT = "aws-us-gov";
    private static final Pattern COMMERCIAL = Pattern.compile("(us|eu|ap|sa|ca|me|af|il|mx)-[a-z]{1,16}-[0-9]{1,2}");

    /** Made by the client's builder. */
    public Endpoints() {}

    @Override
    public CompletableFuture<Endpoint> resolveEndpoint(Ec2EndpointParams params) {
        boolean fips = Boolean.TRUE.equals(params.useFips());
        boolean dualStack = Boolean.TRUE.equals(params.useDualStack());
        if (params.endpoint() != null) {
            if (fips || dualStack) {
                return CompletableFuture.failedFuture(SdkClientException.create(
                        "Invalid Configuration: FIPS and Dualstack are not supported together with a custom endpoint"));
            }
            return completed(params.endpoint());
        }
        if (params.region() == null) {
            return CompletableFuture.failedFuture(SdkClientException.create("Invalid Configuration: Missing Region"));
        }
        return completed(url(params.region(), fips, dualStack));
    }

    private static CompletableFuture<Endpoint> completed(String url) {
        return CompletableFuture.completedFuture(
                Endpoint.builder().endpointUrl(EndpointUrl.fromString(url)).build());
    }

    private static String url(Region region, boolean fips, boolean dualStack) {
        if (!fips && !dualStack && COMMERCIAL.matcher(region.id()).matches()) {
            return "https://ec2." + region.id() + ".amazonaws.com";
        }
        PartitionMetadata partition = PartitionMetadata.of(region);
        PartitionEndpointKey.Builder key = PartitionEndpointKey.builder();
        String suffix =
                partition.dnsSuffix(dualStack ? key.tags(EndpointTag.DUALSTACK).build() : key.build());
        boolean ownName = fips && (dualStack || !partition.id().equals(GOVERNMENT));
        return "https://ec2" + (ownName ? "-fips." : ".") + region.id() + '.' + suffix;
    }
}
