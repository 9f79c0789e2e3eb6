package io.github.cdkrouteserver.bgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdkrouteserver.examples.FirewallPairStack;
import io.github.cdkrouteserver.localaws.LocalAws;
import io.github.cdkrouteserver.localaws.cloudformation.CloudAssembly;
import io.github.cdkrouteserver.localaws.ec2.Ec2Behavior;
import io.github.cdkrouteserver.localaws.ec2.RouteServerPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/**
 * The firewalls' own configuration, as the deployed template hands it to them, in real FRR.
 *
 * <p>Each endpoint of the route server is an FRR that listens and never dials, at the address that the endpoint got.
 */
class FirewallPairBgpTest {
    private static final String STACK = "FirewallPair";
    private static final String FLOATING = "10.255.255.1/32";
    private static final long PATIENCE_SECONDS = 90;
    private static final Pattern SCRIPT =
            Pattern.compile("text/x-shellscript.*?Transfer-Encoding: base64\\s+(\\S+)", Pattern.DOTALL);
    private static final Pattern CONFIGURATION =
            Pattern.compile("cat >/etc/frr/frr\\.conf <<'END'\\n(.*?)\\nEND", Pattern.DOTALL);
    private static final Pattern OWN_ADDRESS = Pattern.compile("bgp router-id (\\S+)");

    private final Map<String, FrrHost> firewalls = new LinkedHashMap<>();
    private final Map<String, FrrHost> endpoints = new LinkedHashMap<>();
    private final List<String> switches = new ArrayList<>();

    @TempDir
    private Path directory;

    private List<RouteServerPeer> peers;
    private Map<String, String> configurations;

    @BeforeEach
    void build() throws IOException, InterruptedException {
        String missing = FrrHost.missing();
        if (missing != null) {
            System.out.println("Left out: the firewall pair's BGP in real FRR, for want of " + missing);
        }
        assumeTrue(missing == null);
        deploy();
        Map<String, String> lans = new LinkedHashMap<>();
        for (RouteServerPeer peer : peers) {
            String firewall = peer.peerAddress();
            String lan = lans.computeIfAbsent(peer.endpoint().subnetId(), subnet -> "lan" + switches.size());
            if (!switches.contains(name(lan))) {
                switches.add(name(lan));
                FrrHost.lan(name(lan));
            }
            if (!firewalls.containsKey(firewall)) {
                FrrHost host = new FrrHost(name("fw" + firewalls.size()));
                firewalls.put(firewall, host);
                host.connect(name(lan), "fw" + firewalls.size(), firewall + "/24");
            }
            FrrHost endpoint = new FrrHost(name("ep" + endpoints.size()));
            endpoints.put(peer.endpoint().eniAddress(), endpoint);
            endpoint.connect(name(lan), "ep" + endpoints.size(), peer.endpoint().eniAddress() + "/24");
            endpoint.start(listening(peer));
        }
        for (Map.Entry<String, FrrHost> firewall : firewalls.entrySet()) {
            firewall.getValue().start(configurations.get(firewall.getKey()));
        }
    }

    @AfterEach
    void tearDown() throws IOException {
        for (FrrHost host : firewalls.values()) {
            host.close();
        }
        for (FrrHost host : endpoints.values()) {
            host.close();
        }
        for (String lan : switches) {
            FrrHost.remove(lan);
        }
    }

    @Test
    void configuration_ofBothFirewalls_holdsAllSessionsAndLosesOnlyOnePathWithOneFirewall()
            throws IOException, InterruptedException {
        assertThat(firewalls).hasSize(2);
        assertThat(endpoints).hasSize(4);
        assertThat(configurations).containsOnlyKeys(firewalls.keySet());

        for (RouteServerPeer peer : peers) {
            FrrHost firewall = firewalls.get(peer.peerAddress());
            await(
                    peer + " is established",
                    () -> firewall.show("bgp ipv4 unicast summary")
                            .at("/peers/" + peer.endpoint().eniAddress() + "/state")
                            .asText()
                            .equals("Established"));
            await(
                    "BFD of " + peer + " is up",
                    () -> bfdIsUp(firewall, peer.endpoint().eniAddress()));
            await("the floating prefix reaches " + peer, () -> hasFloatingPrefix(peer));
        }
        await(
                "one firewall is preferred to the other",
                () -> peers.stream().map(this::med).collect(Collectors.toSet()).equals(Set.of(100, 200)));

        String stopped = peers.get(0).peerAddress();
        firewalls.get(stopped).kill();

        for (RouteServerPeer peer : peers) {
            boolean remains = !peer.peerAddress().equals(stopped);
            await("the path of " + peer + (remains ? " remains" : " goes"), () -> hasFloatingPrefix(peer) == remains);
        }
    }

    private void deploy() throws IOException, InterruptedException {
        App app = new App(AppProps.builder()
                .outdir(directory.resolve("cdk.out").toString())
                .analyticsReporting(false)
                .build());
        new FirewallPairStack(app, STACK);
        app.synth();
        Ec2Behavior quick = Ec2Behavior.builder().scaleDelays(0.02).build();
        try (LocalAws aws = LocalAws.builder().ec2(ec2 -> ec2.behavior(quick)).start()) {
            aws.cloudFormation()
                    .deploy(
                            STACK,
                            CloudAssembly.read(directory.resolve("cdk.out")).stack(STACK))
                    .orThrow();
            peers = aws.ec2().inventory().peers();
            configurations = new LinkedHashMap<>();
            for (JsonNode machine :
                    aws.cloudFormation().properties(STACK, "AWS::EC2::Instance").values()) {
                String script = group(SCRIPT, decoded(machine.path("UserData").asText()));
                String configuration = group(CONFIGURATION, decoded(script));
                configurations.put(group(OWN_ADDRESS, configuration), configuration);
            }
        }
    }

    /** Configuration of an endpoint: it waits for its peer, as those of a route server do. */
    private static String listening(RouteServerPeer peer) {
        return """
                frr defaults traditional
                router bgp 65000
                 bgp router-id %1$s
                 no bgp ebgp-requires-policy
                 neighbor %2$s remote-as %3$d
                 neighbor %2$s passive
                 neighbor %2$s bfd
                """.formatted(peer.endpoint().eniAddress(), peer.peerAddress(), peer.peerAsn());
    }

    private static boolean bfdIsUp(FrrHost firewall, String endpoint) throws IOException, InterruptedException {
        for (JsonNode session : firewall.show("bfd peers")) {
            if (session.path("peer").asText().equals(endpoint)) {
                return session.path("status").asText().equals("up");
            }
        }
        return false;
    }

    private boolean hasFloatingPrefix(RouteServerPeer peer) throws IOException, InterruptedException {
        return routes(peer).has("paths");
    }

    private int med(RouteServerPeer peer) {
        try {
            return routes(peer).at("/paths/0/metric").asInt();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JsonNode routes(RouteServerPeer peer) throws IOException, InterruptedException {
        return endpoints.get(peer.endpoint().eniAddress()).show("bgp ipv4 unicast " + FLOATING);
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static String group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    private static String name(String host) {
        return "rs-" + ProcessHandle.current().pid() + "-" + host;
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private static void await(String what, Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
        boolean holds = condition.holds();
        while (!holds && System.nanoTime() < end) {
            Thread.sleep(200);
            holds = condition.holds();
        }
        assertThat(holds).as(what).isTrue();
    }
}
