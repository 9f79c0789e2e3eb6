package io.github.cdkrouteserver.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reads the POMs that users get. */
class PublishedPomTest {
    @Test
    void constructs_always_bringAnAppNothingButCdk() throws Exception {
        assertThat(transitive(pom("lib")))
                .containsExactlyInAnyOrder("software.amazon.awscdk:aws-cdk-lib", "software.constructs:constructs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lib", "lambda"})
    void pom_always_standsAloneAndSaysWhatARepositoryAsks(String module) throws Exception {
        Element pom = pom(module);

        assertThat(children(pom, "parent")).isEmpty();
        assertThat(children(pom, "build")).isEmpty();
        assertThat(children(pom, "dependencyManagement")).isEmpty();
        for (String required :
                List.of("name", "description", "url", "licenses", "developers", "scm", "issueManagement")) {
            assertThat(children(pom, required)).as(required).hasSize(1);
        }
        assertThat(text(pom, "url")).isEqualTo(text(children(pom, "scm").get(0), "url"));
    }

    private static Element pom(String module) throws Exception {
        Path file = Path.of("..", module, "target", "consumer-pom.xml");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
    }

    private static List<String> transitive(Element pom) {
        List<String> found = new ArrayList<>();
        for (Element dependency : children(children(pom, "dependencies").get(0), "dependency")) {
            if (!List.of("provided", "test").contains(text(dependency, "scope"))) {
                found.add(text(dependency, "groupId") + ":" + text(dependency, "artifactId"));
            }
        }
        return found;
    }

    private static String text(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent().strip();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}
