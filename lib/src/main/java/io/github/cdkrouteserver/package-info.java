/**
 * Constructs for Amazon VPC Route Server.
 *
 * <p>Start at {@link io.github.cdkrouteserver.RouteServer}.
 */
@NullMarked
package io.github.cdkrouteserver;

import org.jspecify.annotations.NullMarked;
