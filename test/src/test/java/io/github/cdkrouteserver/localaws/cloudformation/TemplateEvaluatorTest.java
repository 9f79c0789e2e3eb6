package io.github.cdkrouteserver.localaws.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateEvaluatorTest {
    private static final StackIdentity STACK =
            new StackIdentity("shop", "arn:aws:cloudformation:eu-west-1:1:stack/shop/x", "eu-west-1", "1", "aws");
    private static final JsonNode TEMPLATE = Json.of("""
            {Parameters: {Size: {Type: 'String'}, Names: {Type: 'CommaDelimitedList'}},
             Mappings: {Sizes: {small: {asn: 65000}}},
             Conditions: {Small: {'Fn::Equals': [{Ref: 'Size'}, 'small']},
                          Big: {'Fn::Not': [{Condition: 'Small'}]},
                          Both: {'Fn::And': [{Condition: 'Small'}, {Condition: 'Big'}]},
                          Either: {'Fn::Or': [{Condition: 'Small'}, {Condition: 'Big'}]},
                          Number: {'Fn::Equals': [1, '1']}}}
            """);

    private static final References RESOURCES = new References() {
        @Override
        public JsonNode ref(String logicalId) {
            return TextNode.valueOf("ref-" + logicalId);
        }

        @Override
        public JsonNode attribute(String logicalId, String name) {
            return TextNode.valueOf(logicalId + "." + name);
        }

        @Override
        public JsonNode exported(String name) {
            return TextNode.valueOf("exported-" + name);
        }
    };

    private final TemplateEvaluator evaluator = new TemplateEvaluator(
            TEMPLATE,
            STACK,
            Parameters.resolve(TEMPLATE, Map.of("Size", "small", "Names", "a, b,c"), Map.of()),
            RESOURCES);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{Ref: 'AWS::Region'} | 'eu-west-1'",
                "{Ref: 'AWS::AccountId'} | '1'",
                "{Ref: 'AWS::Partition'} | 'aws'",
                "{Ref: 'AWS::StackName'} | 'shop'",
                "{Ref: 'AWS::URLSuffix'} | 'amazonaws.com'",
                "{Ref: 'AWS::StackId'} | 'arn:aws:cloudformation:eu-west-1:1:stack/shop/x'",
                "{Ref: 'Size'} | 'small'",
                "{Ref: 'Names'} | ['a', 'b', 'c']",
                "{Ref: 'Server'} | 'ref-Server'",
                "{a: {Ref: 'AWS::NoValue'}, b: [{Ref: 'AWS::NoValue'}, 1]} | {b: [1]}",
                "{'Fn::GetAtt': ['A', 'b.c']} | 'A.b.c'",
                "{'Fn::GetAtt': 'A.b'} | 'A.b'",
                "{'Fn::Sub': '${AWS::Region}/${A}/${A.b}/${!Literal}/$'} | 'eu-west-1/ref-A/A.b/${Literal}/$'",
                "{'Fn::Sub': ['${x}-${Size}', {x: {Ref: 'A'}}]} | 'ref-A-small'",
                "{'Fn::Join': ['-', ['a', {Ref: 'Size'}, 1]]} | 'a-small-1'",
                "{'Fn::Join': [',', {Ref: 'Names'}]} | 'a,b,c'",
                "{'Fn::Split': ['.', 'a.b.']} | ['a', 'b', '']",
                "{'Fn::Select': ['1', {'Fn::Split': [',', 'x,y']}]} | 'y'",
                "{'Fn::Select': [0, {'Fn::GetAZs': ''}]} | 'eu-west-1a'",
                "{'Fn::Base64': 'abc'} | 'YWJj'",
                "{'Fn::Length': {Ref: 'Names'}} | 3",
                "{'Fn::ToJsonString': {a: {Ref: 'Size'}}} | '{\"a\":\"small\"}'",
                "{'Fn::FindInMap': ['Sizes', {Ref: 'Size'}, 'asn']} | 65000",
                "{'Fn::FindInMap': ['Sizes', 'x', 'y', {DefaultValue: 'd'}]} | 'd'",
                "{'Fn::If': ['Small', 'yes', 'no']} | 'yes'",
                "{'Fn::If': ['Big', 'yes', {'Fn::If': ['Number', 'one', 'none']}]} | 'one'",
                "{'Fn::ImportValue': {'Fn::Sub': '${Size}-vpc'}} | 'exported-small-vpc'",
                "{'Fn::Cidr': ['10.0.0.0/16', 3, 8]} | ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24']",
                "{'Fn::Cidr': ['192.168.0.0/24', 2, 5]} | ['192.168.0.0/27', '192.168.0.32/27']",
            })
    void evaluate_function_yieldsValue(String expression, String expected) {
        assertThat(evaluator.evaluate(Json.of(expression))).isEqualTo(Json.of(expected));
    }

    @ParameterizedTest
    @CsvSource({"Small, true", "Big, false", "Both, false", "Either, true", "Number, true"})
    void condition_expression_holds(String name, boolean expected) {
        assertThat(evaluator.condition(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'Fn::Transform': {}} | Fn::Transform is not supported",
                "{'Fn::Select': [5, ['a']]} | nonexistent value at index 5",
                "{'Fn::FindInMap': ['Sizes', 'x', 'y']} | Unable to get mapping",
                "{'Fn::If': ['Nowhere', 1, 2]} | Nowhere",
                "{'Fn::Join': ['-', [{a: 1}]]} | must be a string",
                "{'Fn::Cidr': ['10.0.0.0/24', 4, 8]} | do not fit",
            })
    void evaluate_mistake_isRefused(String expression, String message) {
        assertThatThrownBy(() -> evaluator.evaluate(Json.of(expression)))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(message);
    }

    @Test
    void referencesIn_unusedBranch_isLeftOut() {
        JsonNode value = Json.of(
                "{a: {'Fn::If': ['Big', {Ref: 'No'}, {Ref: 'Yes'}]}, b: {'Fn::Sub': ['${x}${S.Arn}${!L}', {x: {'Fn::GetAtt': 'G.a'}}]}}");

        assertThat(evaluator.referencesIn(value)).containsExactly("G", "S", "Yes");
    }

    @Test
    void resolve_ssmTypes_havePlausibleValues() {
        JsonNode template = Json.of("""
                {Parameters: {V: {Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/x/version'},
                              I: {Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: '/ami'},
                              K: {Type: 'AWS::SSM::Parameter::Value<String>', Default: '/known'}}}
                """);

        Map<String, JsonNode> values = Parameters.resolve(template, Map.of(), Map.of("/known", "v"));

        assertThat(values.get("V").asInt()).isGreaterThan(5);
        assertThat(values.get("I").asText()).startsWith("ami-");
        assertThat(values.get("K").asText()).isEqualTo("v");
    }

    @Test
    void resolve_missingUnknownOrForbiddenValue_isRefused() {
        JsonNode template = Json.of("{Parameters: {A: {Type: 'String', AllowedValues: ['x']}}}");

        assertThatThrownBy(() -> Parameters.resolve(template, Map.of(), Map.of()))
                .hasMessageContaining("[A] must have values");
        assertThatThrownBy(() -> Parameters.resolve(template, Map.of("A", "y"), Map.of()))
                .hasMessageContaining("AllowedValues");
        assertThatThrownBy(() -> Parameters.resolve(template, Map.of("A", "x", "B", "1"), Map.of()))
                .hasMessageContaining("[B] do not exist");
    }

    @Test
    void stringified_scalarsAtAnyDepth_becomeText() {
        assertThat(Scalars.stringified(Json.of("{a: 65000, b: true, c: [80, {d: 1.50, e: 4294967295}], f: 'x'}")))
                .isEqualTo(Json.of("{a: '65000', b: 'true', c: ['80', {d: '1.5', e: '4294967295'}], f: 'x'}"));
    }
}
