package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;

/** Where an evaluation finds what lies outside the template's own text. */
interface References {
    /** Returns what {@code Ref} to the resource yields. */
    JsonNode ref(String logicalId);

    /** Returns the resource's attribute. */
    JsonNode attribute(String logicalId, String name);

    /** Returns the value that another stack exports. */
    JsonNode exported(String name);

    /** Refuses everything: for conditions and rules, which see parameters only. */
    static References none() {
        return new References() {
            @Override
            public JsonNode ref(String logicalId) {
                throw new TemplateException("Unresolved dependencies [" + logicalId + "]");
            }

            @Override
            public JsonNode attribute(String logicalId, String name) {
                throw new TemplateException("Unresolved dependencies [" + logicalId + "]");
            }

            @Override
            public JsonNode exported(String name) {
                throw new TemplateException("Fn::ImportValue is not allowed here");
            }
        };
    }
}
