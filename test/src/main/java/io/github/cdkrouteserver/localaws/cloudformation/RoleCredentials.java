package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdkrouteserver.localaws.lambda.FunctionCredentials;
import java.util.List;

/** Issues the credentials of roles, and enforces what their policies allow. */
public interface RoleCredentials {
    /** Returns credentials of the role, limited to what the documents allow. */
    FunctionCredentials issue(String roleArn, List<JsonNode> policyDocuments);

    /** Makes other documents hold for credentials that were issued. */
    void replacePolicies(FunctionCredentials credentials, List<JsonNode> policyDocuments);

    /** Returns credentials without rights, for setups that call no service. */
    static RoleCredentials none() {
        return new RoleCredentials() {
            @Override
            public FunctionCredentials issue(String roleArn, List<JsonNode> policyDocuments) {
                return FunctionCredentials.none();
            }

            @Override
            public void replacePolicies(FunctionCredentials credentials, List<JsonNode> policyDocuments) {
                // Credentials that no service knows allow nothing in the first place.
            }
        };
    }
}
