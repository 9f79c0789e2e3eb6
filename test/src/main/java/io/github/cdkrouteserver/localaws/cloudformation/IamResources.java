package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdkrouteserver.localaws.lambda.FunctionCredentials;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Roles and their policies.
 *
 * <p>Every change of a policy reaches the credentials that its roles hold at once. Policies that AWS manages are not
 * known and allow nothing.
 */
final class IamResources implements ResourceProvider {
    private static final String ROLE = "AWS::IAM::Role";
    private static final String MANAGED = "AWS::IAM::ManagedPolicy";

    private final RoleCredentials issuer;
    private final Map<String, Role> roles = new HashMap<>();
    private final Map<String, JsonNode> managed = new HashMap<>();

    IamResources(RoleCredentials issuer) {
        this.issuer = issuer;
    }

    private static final class Role {
        private final Map<String, JsonNode> inline = new LinkedHashMap<>();
        private final Map<String, JsonNode> attached = new LinkedHashMap<>();
        private final List<String> managedArns = new ArrayList<>();
        private final List<FunctionCredentials> credentials = new ArrayList<>();
    }

    static Set<String> types() {
        return Set.of(ROLE, "AWS::IAM::Policy", "AWS::IAM::RolePolicy", MANAGED);
    }

    /** Returns credentials of the role for a function. */
    synchronized FunctionCredentials credentials(String roleArn) {
        Role role = roles.computeIfAbsent(nameOf(roleArn), name -> new Role());
        FunctionCredentials credentials = issuer.issue(roleArn, documents(role));
        role.credentials.add(credentials);
        return credentials;
    }

    @Override
    public synchronized ResourceResult create(ResourceRequest request) {
        return switch (request.type()) {
            case ROLE -> role(request, named(request, "RoleName"));
            case MANAGED ->
                managedPolicy(
                        request,
                        "arn:" + request.stack().partition() + ":iam::"
                                + request.stack().accountId() + ":policy/" + named(request, "ManagedPolicyName"));
            default -> attach(request, Names.generated(request));
        };
    }

    @Override
    public boolean replaces(ResourceRequest request) {
        return request.changes("RoleName", "ManagedPolicyName");
    }

    @Override
    public synchronized ResourceResult update(ResourceRequest request) {
        return switch (request.type()) {
            case ROLE -> role(request, request.physicalId());
            case MANAGED -> managedPolicy(request, request.physicalId());
            default -> {
                detach(request.physicalId());
                yield attach(request, request.physicalId());
            }
        };
    }

    @Override
    public synchronized void delete(ResourceRequest request) {
        if (request.type().equals(ROLE)) {
            roles.remove(request.physicalId());
        } else {
            managed.remove(request.physicalId());
            detach(request.physicalId());
        }
    }

    private ResourceResult role(ResourceRequest request, String name) {
        Role role = roles.computeIfAbsent(name, key -> new Role());
        role.inline.clear();
        request.properties()
                .path("Policies")
                .forEach(policy -> role.inline.put(policy.path("PolicyName").asText(), policy.path("PolicyDocument")));
        role.managedArns.clear();
        request.properties().path("ManagedPolicyArns").forEach(arn -> role.managedArns.add(arn.asText()));
        refresh(role);
        return ResourceResult.of(name)
                .with(
                        "Arn",
                        "arn:" + request.stack().partition() + ":iam::"
                                + request.stack().accountId() + ":role/" + name)
                .with("RoleId", "AROA" + Names.suffix());
    }

    private ResourceResult managedPolicy(ResourceRequest request, String arn) {
        managed.put(arn, request.properties().path("PolicyDocument"));
        detach(arn);
        attach(request, arn);
        roles.values().forEach(this::refresh);
        return ResourceResult.of(arn).with("PolicyArn", arn);
    }

    private ResourceResult attach(ResourceRequest request, String policyId) {
        JsonNode document = request.properties().path("PolicyDocument");
        List<String> names = new ArrayList<>();
        request.properties().path("Roles").forEach(name -> names.add(name.asText()));
        if (request.text("RoleName") != null) {
            names.add(request.text("RoleName"));
        }
        for (String name : names) {
            Role role = roles.computeIfAbsent(name, key -> new Role());
            role.attached.put(policyId, document);
            refresh(role);
        }
        return ResourceResult.of(policyId).with("Id", policyId);
    }

    private void detach(String policyId) {
        for (Role role : roles.values()) {
            if (role.attached.remove(policyId) != null) {
                refresh(role);
            }
        }
    }

    private void refresh(Role role) {
        role.credentials.forEach(credentials -> issuer.replacePolicies(credentials, documents(role)));
    }

    private List<JsonNode> documents(Role role) {
        List<JsonNode> documents = new ArrayList<>(role.inline.values());
        documents.addAll(role.attached.values());
        role.managedArns.stream().filter(managed::containsKey).map(managed::get).forEach(documents::add);
        return documents;
    }

    private static String named(ResourceRequest request, String property) {
        String name = request.text(property);
        return name == null ? Names.generated(request) : name;
    }

    private static String nameOf(String roleArn) {
        return roleArn.substring(roleArn.lastIndexOf('/') + 1);
    }
}
