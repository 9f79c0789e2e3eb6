/**
 * Decides which EC2 calls bring a route server from what is observed to what is desired.
 *
 * <p>Knows neither the AWS SDK nor a clock of its own: both stand behind the ports {@link
 * io.github.cdkrouteserver.handler.core.RouteServers} and {@link io.github.cdkrouteserver.handler.core.Time}.
 */
package io.github.cdkrouteserver.handler.core;
