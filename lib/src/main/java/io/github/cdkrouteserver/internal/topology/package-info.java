/** The picture of a route-server network. Not part of the public API: anything here may change in any release. */
@NullMarked
package io.github.cdkrouteserver.internal.topology;

import org.jspecify.annotations.NullMarked;
