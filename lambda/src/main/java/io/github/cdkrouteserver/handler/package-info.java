/** The Lambda function behind {@code Custom::RouteServer}: builds the clients once and hands each request on. */
package io.github.cdkrouteserver.handler;
