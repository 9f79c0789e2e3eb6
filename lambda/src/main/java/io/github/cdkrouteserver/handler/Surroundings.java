package io.github.cdkrouteserver.handler;

/**
 * What Lambda says of the invocation.
 *
 * @param functionArn ARN of the function, or empty
 * @param logStream log stream that this invocation writes to, or empty
 * @param remainingMillis when Lambda will end the function
 */
public record Surroundings(String functionArn, String logStream, long remainingMillis) {}
