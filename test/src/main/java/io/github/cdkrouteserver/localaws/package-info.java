/** An AWS in one process, and the command that deploys an example there. */
package io.github.cdkrouteserver.localaws;
