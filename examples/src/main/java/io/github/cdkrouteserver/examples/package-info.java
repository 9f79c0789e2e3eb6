/** CDK apps that use the route-server constructs. */
package io.github.cdkrouteserver.examples;
