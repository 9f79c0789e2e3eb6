package io.github.cdkrouteserver.localaws.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResourceGraphTest {
    @Test
    void dependencies_refGetAttSubAndDependsOn_areFound() {
        ResourceGraph graph = graph("""
                {A: {Type: 'X::Y::Z'},
                 B: {Type: 'X::Y::Z', Properties: {p: {Ref: 'A'}, r: {Ref: 'AWS::Region'}}},
                 C: {Type: 'X::Y::Z', Properties: {p: {'Fn::Sub': '${A.Arn}'}}, DependsOn: ['B']},
                 D: {Type: 'X::Y::Z', DependsOn: 'Off'},
                 Off: {Type: 'X::Y::Z', Condition: 'Never'}}
                """);

        assertThat(graph.dependencies())
                .isEqualTo(Map.of("A", Set.of(), "B", Set.of("A"), "C", Set.of("A", "B"), "D", Set.of()));
    }

    @Test
    void of_circle_isRefused() {
        assertThatThrownBy(() -> graph(
                        "{A: {Type: 'X::Y::Z', DependsOn: 'B'}, B: {Type: 'X::Y::Z', Properties: {p: {Ref: 'A'}}}}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("Circular dependency");
    }

    @Test
    void of_referenceToNothing_isRefused() {
        assertThatThrownBy(() -> graph("{A: {Type: 'X::Y::Z', Properties: {p: {Ref: 'Gone'}}}}"))
                .hasMessageContaining("Unresolved resource dependencies [Gone]");
        assertThatThrownBy(() -> graph("{A: {Type: 'X::Y::Z', DependsOn: 'Gone'}}"))
                .hasMessageContaining("Unresolved resource dependencies [Gone]");
    }

    @Test
    void of_nestedStack_isRefused() {
        assertThatThrownBy(() -> graph("{A: {Type: 'AWS::CloudFormation::Stack'}}"))
                .hasMessageContaining("nested stacks are not supported");
    }

    private static ResourceGraph graph(String resources) {
        JsonNode template = Json.of("{Conditions: {Never: {'Fn::Equals': ['a', 'b']}}, Resources: " + resources + "}");
        StackIdentity stack = new StackIdentity("s", "id", "r", "a", "aws");
        return ResourceGraph.of(template, new TemplateEvaluator(template, stack, Map.of(), References.none()));
    }
}
