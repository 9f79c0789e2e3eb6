package io.github.cdkrouteserver.localaws.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The identity-based policies of one principal, evaluated together: a Deny beats every Allow. */
final class Policies {
    private final List<Statement> statements;

    private Policies(List<Statement> statements) {
        this.statements = List.copyOf(statements);
    }

    static Policies parse(List<JsonNode> documents) {
        List<Statement> statements = new ArrayList<>();
        for (int document = 0; document < documents.size(); document++) {
            JsonNode list = documents.get(document).path("Statement");
            if (list.isMissingNode()) {
                throw new IllegalArgumentException("policy " + document + " has no Statement");
            }
            int index = 0;
            for (JsonNode statement : list.isArray() ? list : List.of(list)) {
                String sid = statement.path("Sid").asText("");
                String name = "policy " + document + " statement " + index++ + (sid.isEmpty() ? "" : " (" + sid + ")");
                statements.add(Statement.parse(name, statement));
            }
        }
        return new Policies(statements);
    }

    Decision decide(AccessRequest request) {
        Statement allowing = null;
        for (Statement statement : statements) {
            if (!statement.appliesTo(request)) {
                continue;
            }
            if (!statement.allows()) {
                return Decision.deniedBy(statement.name());
            }
            allowing = allowing == null ? statement : allowing;
        }
        return allowing == null ? Decision.implicitDeny() : Decision.allowedBy(allowing.name());
    }
}
