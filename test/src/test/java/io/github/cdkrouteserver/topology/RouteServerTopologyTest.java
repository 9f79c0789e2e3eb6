package io.github.cdkrouteserver.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cdkrouteserver.RouteServerTopology;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.CfnRouteServer;
import software.amazon.awscdk.services.ec2.CfnRouteServerAssociation;
import software.amazon.awscdk.services.ec2.CfnRouteServerPropagation;
import software.amazon.awscdk.services.ec2.CfnRouteTable;
import software.amazon.awscdk.services.ec2.CfnVPC;

class RouteServerTopologyTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "topology");

    @ParameterizedTest
    @EnumSource(Networks.class)
    void toSvg_network_isDrawnAsItWas(Networks network) throws IOException {
        String actual = network.svg();
        Path file = GOLDEN.resolve(network.fileName());

        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, actual);
        }
        assertThat(actual)
                .as("golden picture; -Dgolden.update=true writes it")
                .isEqualTo(Files.readString(file).replace("\r\n", "\n"));
    }

    @ParameterizedTest
    @EnumSource(Networks.class)
    void toSvg_network_standsAloneAndTellsItsTitle(Networks network) throws Exception {
        Document svg = parsed(network.svg());

        assertThat(svg.getDocumentElement().getLocalName()).isEqualTo("svg");
        assertThat(svg.getDocumentElement().getAttribute("role")).isEqualTo("img");
        assertThat(texts(svg, "title")).first().asString().startsWith("Route servers of ");
        assertThat(texts(svg, "desc")).hasSize(1);
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
        assertThat(svg.getElementsByTagName("image").getLength()).isZero();
    }

    @Test
    void main_wrongDirectory_endsWithTheMessageAlone() throws Exception {
        Ended ended = main("no-such-directory", "topology.svg");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.output())
                .startsWith("there is no cloud assembly in 'no-such-directory'")
                .hasLineCount(1);
    }

    @Test
    void main_damagedManifest_endsWithTheMessageAlone(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("manifest.json"), "{\"version\": ");

        Ended ended = main(directory.toString(), "topology.svg");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.output())
                .startsWith("the cloud assembly in '" + directory + "' cannot be read; synthesize the app again: ")
                .hasLineCount(1);
    }

    @Test
    void main_fileThatCannotBeWritten_endsWithTheMessageAlone(@TempDir Path directory) throws Exception {
        Path file = Files.createFile(directory.resolve("file")).resolve("topology.svg");

        Ended ended = main(Networks.FIREWALL_PAIR.app().synth().getDirectory(), file.toString());

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.output())
                .startsWith("cannot write the picture of the topology to " + file + ": ")
                .hasLineCount(1);
    }

    @Test
    void main_gaps_failOnlyWhereStrict(@TempDir Path directory) throws Exception {
        String gaps = Networks.GAPS.app().synth().getDirectory();
        String healthy = Networks.THREE_ZONES.app().synth().getDirectory();
        String file = directory.resolve("topology.svg").toString();

        Ended strict = main("--strict", gaps, file);

        assertThat(strict.status()).isEqualTo(1);
        assertThat(strict.output()).startsWith(file).contains("to check: RS2 Rehearsal is a dry run");
        assertThat(main(gaps, file)).isEqualTo(new Ended(0, strict.output()));
        assertThat(main(healthy, file, "--strict")).isEqualTo(new Ended(0, file + System.lineSeparator()));
    }

    private record Ended(int status, String output) {}

    private static Ended main(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                RouteServerTopology.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    @Test
    void toSvg_nameThatIsNoXml_isWrittenAsItIs() throws Exception {
        assertThat(texts(parsed(Networks.GAPS.svg()), "text")).contains("lonely <b>\"R&D\"</b>");
    }

    @Test
    void toSvg_routeServerInANestedStackOfAStage_isFound() throws Exception {
        assertThat(texts(parsed(Networks.NESTED.svg()), "text"))
                .contains(
                        "Servers/RouteServer", "AS 65000 · in stack Prod/Routing", "10.0.0.0/16 · stack Prod/Network");
    }

    @Test
    void toSvg_pathsInTheTemplates_changeNothing() {
        RouteServerTopology topology =
                RouteServerTopology.of(Networks.nestedAsTheCliHasIt().synth());

        assertThat(topology.toSvg()).isEqualTo(Networks.NESTED.svg());
    }

    @Test
    void toSvg_importedVpc_isToldFromWhatTheAppCreates() throws Exception {
        assertThat(texts(parsed(Networks.GAPS.svg()), "text"))
                .contains("vpc-0123456789abcdef0", "subnet-0123456789abcdef0", "Zone not in this app");
    }

    @Test
    void getGaps_healthyNetwork_areNone() {
        assertThat(Networks.THREE_ZONES.topology().getGaps()).isEmpty();
    }

    @Test
    void getGaps_brokenNetwork_nameWhatIsMissing() {
        assertThat(Networks.GAPS.topology().getGaps())
                .contains(
                        "RS1 lonely <b>\"R&D\"</b> is not associated with a VPC, so it can have no endpoints.",
                        "RS2 Rehearsal is a dry run: the deployment creates no route server.",
                        "RS3 Server propagates to no route table: its peers come up, and no route changes.",
                        "Peer 10.0.1.10 has AS 65000, which is that of RS3 Server; eBGP needs two ASNs.",
                        "RS3 Server has one endpoint in PrivateSubnet1; AWS recommends two, as each may be in"
                                + " maintenance.",
                        "Subnet PrivateSubnet1 gets no routes from a route server: none propagates to route table"
                                + " PrivateSubnet1.");
    }

    @Test
    void getGaps_propagationIntoAnotherVpc_namesTheTable() throws Exception {
        App app = Networks.emptyApp();
        Stack stack = new Stack(app, "Stack");
        CfnVPC own =
                CfnVPC.Builder.create(stack, "Own").cidrBlock("10.0.0.0/16").build();
        CfnVPC other =
                CfnVPC.Builder.create(stack, "Other").cidrBlock("10.1.0.0/16").build();
        CfnRouteTable table = CfnRouteTable.Builder.create(stack, "Table")
                .vpcId(other.getRef())
                .build();
        CfnRouteServer server = CfnRouteServer.Builder.create(stack, "Server")
                .amazonSideAsn(65000)
                .build();
        CfnRouteServerAssociation.Builder.create(stack, "Association")
                .routeServerId(server.getAttrId())
                .vpcId(own.getRef())
                .build();
        CfnRouteServerPropagation.Builder.create(stack, "Propagation")
                .routeServerId(server.getAttrId())
                .routeTableId(table.getRef())
                .build();

        RouteServerTopology topology = RouteServerTopology.of(app.synth());

        assertThat(topology.getGaps())
                .contains("Route table Table is in VPC Other, with which RS1 Server, which propagates to it, is not"
                        + " associated.");
        assertThat(texts(parsed(topology.toSvg()), "text")).contains("Own", "Other", "Table");
    }

    @Test
    void getGaps_appWithoutRouteServers_areNone() {
        App app = Networks.emptyApp();

        RouteServerTopology topology = RouteServerTopology.of(app.synth());

        assertThat(topology.getGaps()).isEmpty();
        assertThat(topology.toSvg()).contains("No route server in ");
    }

    @Test
    void writeSvg_directoryThatIsNotThere_isMade(@TempDir Path directory) {
        Path file = directory.resolve("a").resolve("topology.svg");

        Networks.FIREWALL_PAIR.topology().writeSvg(file);

        assertThat(file).hasContent(Networks.FIREWALL_PAIR.svg());
    }

    @Test
    void ofDirectory_cloudAssembly_drawsTheSame() {
        String directory = Networks.FIREWALL_PAIR.app().synth().getDirectory();

        assertThat(RouteServerTopology.ofDirectory(Path.of(directory)).toSvg()).isEqualTo(Networks.FIREWALL_PAIR.svg());
    }

    @Test
    void ofDirectory_noCloudAssembly_saysWhatToDo(@TempDir Path directory) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouteServerTopology.ofDirectory(directory))
                .withMessageContainingAll(directory.toString(), "synthesize the app first");
    }

    private static Document parsed(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(Document svg, String element) {
        NodeList found = svg.getElementsByTagName(element);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }
}
