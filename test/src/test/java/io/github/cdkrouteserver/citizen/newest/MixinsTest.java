package io.github.cdkrouteserver.citizen.newest;

import static io.github.cdkrouteserver.synth.Synth.resource;
import static io.github.cdkrouteserver.synth.Synth.routeServer;
import static io.github.cdkrouteserver.synth.Synth.stack;
import static io.github.cdkrouteserver.synth.Synth.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkrouteserver.RouteServer;
import io.github.cdkrouteserver.synth.Synth;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Mixin;
import software.amazon.awscdk.Mixins;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.constructs.IConstruct;

/** The lowest CDK has no mixins. */
class MixinsTest {
    @Test
    void with_mixinForRouteServers_isAppliedToIt() {
        Stack stack = stack();
        RouteServer routeServer = routeServer(stack, props -> props);

        routeServer.with(new Retained());

        assertThat(resource(template(stack), Synth.ROUTE_SERVER)
                        .path("DeletionPolicy")
                        .asText())
                .isEqualTo("Retain");
    }

    @Test
    void mixinsOfTheStack_reachTheResourceInside() {
        Stack stack = stack();
        routeServer(stack, props -> props);

        Mixins.of(stack).apply(new Described());

        assertThat(resource(template(stack), Synth.ROUTE_SERVER)
                        .at("/Metadata/Owner")
                        .asText())
                .isEqualTo("network");
    }

    private static final class Retained extends Mixin {
        @Override
        public Boolean supports(IConstruct construct) {
            return construct instanceof RouteServer;
        }

        @Override
        public void applyTo(IConstruct construct) {
            ((RouteServer) construct).applyRemovalPolicy(RemovalPolicy.RETAIN);
        }
    }

    private static final class Described extends Mixin {
        @Override
        public Boolean supports(IConstruct construct) {
            return construct instanceof CfnResource resource
                    && resource.getCfnResourceType().equals(Synth.ROUTE_SERVER);
        }

        @Override
        public void applyTo(IConstruct construct) {
            ((CfnResource) construct).addMetadata("Owner", "network");
        }
    }
}
