/** The lifecycle's port to EC2; the one place that knows types and error codes of the AWS SDK. */
package io.github.cdkrouteserver.handler.ec2;
