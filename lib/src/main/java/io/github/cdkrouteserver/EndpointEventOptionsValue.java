package io.github.cdkrouteserver;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.interfaces.ec2.IRouteServerEndpointRef;

/** What {@link EndpointEventOptions.Builder} builds. */
final class EndpointEventOptionsValue implements EndpointEventOptions {
    private final @Nullable List<IRouteServerEndpointRef> endpoints;

    EndpointEventOptionsValue(EndpointEventOptions.Builder builder) {
        // Not List.copyOf: it throws a bare NullPointerException for a null element.
        this.endpoints =
                builder.endpoints == null ? null : Collections.unmodifiableList(new ArrayList<>(builder.endpoints));
    }

    @Override
    public @Nullable List<IRouteServerEndpointRef> getEndpoints() {
        return endpoints;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EndpointEventOptionsValue that && Objects.equals(endpoints, that.endpoints);
    }

    @Override
    public int hashCode() {
        return Objects.hash(endpoints);
    }
}
