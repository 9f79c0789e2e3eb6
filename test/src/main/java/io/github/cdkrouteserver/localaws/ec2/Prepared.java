package io.github.cdkrouteserver.localaws.ec2;

import io.github.cdkrouteserver.localaws.iam.AccessRequest;
import java.util.List;
import java.util.function.Supplier;

/**
 * A call whose parameters are valid: what its caller must be allowed to do, and what it then does.
 *
 * @param permissions all must be allowed
 * @param effect changes the state and returns the payload
 */
record Prepared(List<AccessRequest> permissions, Supplier<Object> effect) {}
