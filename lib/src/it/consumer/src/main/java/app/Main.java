package app;

import io.github.cdkrouteserver.PersistRoutes;
import io.github.cdkrouteserver.RouteServer;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;

/** Synthesizes one route server. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        App app = new App(AppProps.builder()
                .outdir("target/cdk.out")
                .analyticsReporting(false)
                .build());
        RouteServer.Builder.create(new Stack(app, "Stack"), "RouteServer")
                .amazonSideAsn(65000)
                .persistRoutes(PersistRoutes.ENABLE)
                .build();
        app.synth();
    }
}
