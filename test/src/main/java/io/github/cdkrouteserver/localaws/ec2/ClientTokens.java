package io.github.cdkrouteserver.localaws.ec2;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Client tokens and what they made. Guarded by the lock of {@link Ec2State}. */
final class ClientTokens {
    private static final int MAX_LENGTH = 64;

    private final Ec2State state;
    private final Map<String, Use> uses = new HashMap<>();

    ClientTokens(Ec2State state) {
        this.state = state;
    }

    static String read(Parameters parameters) {
        String token = parameters.text("ClientToken");
        if (token != null && (token.length() > MAX_LENGTH || !token.chars().allMatch(c -> c < 128))) {
            throw Ec2Error.invalidValue("ClientToken", token, "Must be up to 64 ASCII characters.");
        }
        return token;
    }

    /** The id of what an earlier call with the same token made; null where this call has to make it. */
    String madeEarlier(String action, String token, Parameters parameters, Predicate<String> stillExists) {
        Use use = token == null ? null : uses.get(action + "/" + token);
        if (use == null || use.at.plus(state.behavior().clientTokenMemory()).isBefore(state.now())) {
            return null;
        }
        if (!use.parameters.equals(parameters.comparable())) {
            throw new Ec2Error(
                    "IdempotentParameterMismatch", "The client token was used before with other parameters: " + token);
        }
        if (stillExists.test(use.id)) {
            return use.id;
        }
        return switch (state.behavior().tokenAfterDeletion()) {
            case RETURNS_TOMBSTONE -> use.id;
            case CREATES_ANOTHER -> null;
            case REFUSED ->
                throw new Ec2Error(
                        "IdempotentParameterMismatch", "The client token made a resource that is deleted: " + token);
        };
    }

    void remember(String action, String token, Parameters parameters, String id) {
        if (token != null) {
            uses.put(action + "/" + token, new Use(state.now(), parameters.comparable(), id));
        }
    }

    private record Use(Instant at, Map<String, String> parameters, String id) {}
}
