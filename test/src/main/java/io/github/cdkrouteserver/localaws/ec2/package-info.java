/**
 * The EC2 Query API of VPC Route Server in one process: wire format, state machines, eventual consistency, permissions
 * and faults.
 */
package io.github.cdkrouteserver.localaws.ec2;
