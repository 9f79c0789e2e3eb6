/** Credentials and policy evaluation for the AWS in one process. */
package io.github.cdkrouteserver.localaws.iam;
