package io.github.cdkrouteserver.localaws.lambda;

import java.util.Map;

/** The temporary credentials of a function's role, as its process finds them in the environment. */
public record FunctionCredentials(String accessKeyId, String secretAccessKey, String sessionToken) {
    /** Returns credentials that no service knows, for functions that call none. */
    public static FunctionCredentials none() {
        return new FunctionCredentials("ASIALOCALNOBODY00000", "local-secret", "local-session");
    }

    Map<String, String> asEnvironment() {
        return Map.of(
                "AWS_ACCESS_KEY_ID", accessKeyId,
                "AWS_SECRET_ACCESS_KEY", secretAccessKey,
                "AWS_SESSION_TOKEN", sessionToken);
    }

    @Override
    public String toString() {
        return "FunctionCredentials[" + accessKeyId + "]";
    }
}
