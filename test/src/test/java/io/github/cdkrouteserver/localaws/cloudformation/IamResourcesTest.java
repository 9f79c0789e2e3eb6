package io.github.cdkrouteserver.localaws.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cdkrouteserver.localaws.lambda.FunctionCredentials;
import java.util.List;
import org.junit.jupiter.api.Test;

class IamResourcesTest {
    private static final StackIdentity STACK = new StackIdentity("s", "id", "us-east-1", "123456789012", "aws");

    private final Recorder recorder = new Recorder();
    private final IamResources iam = new IamResources(recorder);

    /** Remembers the documents that hold for the one role of each test. */
    private static final class Recorder implements RoleCredentials {
        private List<JsonNode> documents;

        @Override
        public FunctionCredentials issue(String roleArn, List<JsonNode> policyDocuments) {
            documents = policyDocuments;
            return FunctionCredentials.none();
        }

        @Override
        public void replacePolicies(FunctionCredentials credentials, List<JsonNode> policyDocuments) {
            documents = policyDocuments;
        }

        List<String> names() {
            return documents.stream().map(JsonNode::asText).toList();
        }
    }

    @Test
    void documents_ofEveryKind_holdFromTheMomentTheyExistUntilTheyAreGone() {
        ResourceResult managed = iam.create(
                request("AWS::IAM::ManagedPolicy", null, "{ManagedPolicyName: 'm', PolicyDocument: 'managed'}"));
        ResourceResult role = iam.create(request("AWS::IAM::Role", null, """
                        {RoleName: 'r', Policies: [{PolicyName: 'p', PolicyDocument: 'inline'}],
                         ManagedPolicyArns: ['%s', 'arn:aws:iam::aws:policy/Unknown']}
                        """.formatted(managed.physicalId())));
        iam.credentials(role.attributes().get("Arn").asText());
        assertThat(recorder.names()).containsExactly("inline", "managed");

        ResourceResult policy =
                iam.create(request("AWS::IAM::Policy", null, "{PolicyDocument: 'attached', Roles: ['r']}"));
        assertThat(recorder.names()).containsExactly("inline", "attached", "managed");

        iam.update(request("AWS::IAM::Policy", policy.physicalId(), "{PolicyDocument: 'changed', Roles: ['r']}"));
        assertThat(recorder.names()).containsExactly("inline", "changed", "managed");

        iam.delete(request("AWS::IAM::Policy", policy.physicalId(), "{}"));
        iam.update(request("AWS::IAM::Role", "r", "{RoleName: 'r'}"));
        assertThat(recorder.names()).isEmpty();
    }

    private static ResourceRequest request(String type, String physicalId, String properties) {
        return new ResourceRequest(
                STACK,
                AssetSource.none(),
                "L",
                type,
                physicalId,
                (ObjectNode) Json.of(properties),
                null,
                new Cancellation());
    }
}
