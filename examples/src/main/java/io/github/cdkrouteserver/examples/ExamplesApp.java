package io.github.cdkrouteserver.examples;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awscdk.App;

/** Synthesizes the example that the CDK context key {@code example} names, {@code quick-start} where it names none. */
public final class ExamplesApp {
    private static final String DEFAULT_EXAMPLE = "quick-start";

    private static final Map<String, Consumer<App>> EXAMPLES = new TreeMap<>(Map.of(
            DEFAULT_EXAMPLE,
            app -> new QuickStartStack(app, "RouteServerQuickStart"),
            "firewall-pair",
            app -> new FirewallPairStack(app, "RouteServerFirewallPair"),
            "openshift",
            app -> new OpenShiftStack(app, "RouteServerOpenShift")));

    private ExamplesApp() {}

    /**
     * Writes the cloud assembly to where the CDK CLI expects it.
     *
     * @param args ignored
     */
    public static void main(String[] args) {
        App app = new App();
        add(app);
        app.synth();
    }

    /**
     * Adds the example that the context of the app names.
     *
     * @param app the app
     * @throws IllegalArgumentException if there is no such example
     */
    public static void add(App app) {
        Object context = app.getNode().tryGetContext("example");
        Object name = context == null ? DEFAULT_EXAMPLE : context;
        Consumer<App> example = EXAMPLES.get(name.toString());
        if (example == null) {
            throw new IllegalArgumentException("there is no example '" + name
                    + "'; set the context key 'example' to one" + " of " + String.join(", ", EXAMPLES.keySet()));
        }
        example.accept(app);
    }
}
