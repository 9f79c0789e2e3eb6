package io.github.cdkrouteserver;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.interfaces.ec2.IRouteServerEndpointRef;

/** Which events {@link IRouteServer#onEndpointMaintenance} delivers. */
public interface EndpointEventOptions {
    /**
     * Only the events of these endpoints: at least 1, at most 150.
     *
     * <p>Default: - all endpoints of the route server
     *
     * @return the endpoints
     */
    default @Nullable List<? extends IRouteServerEndpointRef> getEndpoints() {
        return null;
    }

    /**
     * A builder without values.
     *
     * @return a new builder
     */
    static Builder builder() {
        return new Builder();
    }

    /** Collects {@link EndpointEventOptions}; may be used again after {@link #build()}. */
    final class Builder implements software.amazon.jsii.Builder<EndpointEventOptions> {
        @Nullable
        List<? extends IRouteServerEndpointRef> endpoints;

        private Builder() {}

        /**
         * Sets {@link EndpointEventOptions#getEndpoints()}.
         *
         * @param endpoints endpoints to hear of; replaces what was set before
         * @return this builder
         */
        public Builder endpoints(@Nullable List<? extends IRouteServerEndpointRef> endpoints) {
            this.endpoints = endpoints;
            return this;
        }

        /** Builds the options. */
        @Override
        public EndpointEventOptions build() {
            return new EndpointEventOptionsValue(this);
        }
    }
}
