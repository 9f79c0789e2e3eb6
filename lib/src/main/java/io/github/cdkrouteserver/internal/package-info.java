/** The provider behind the constructs. Not part of the public API: anything here may change in any release. */
@NullMarked
package io.github.cdkrouteserver.internal;

import org.jspecify.annotations.NullMarked;
