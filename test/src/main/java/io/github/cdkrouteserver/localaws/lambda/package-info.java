/** Lambda for Java functions: AWS's own runtime client, in processes of this machine. */
package io.github.cdkrouteserver.localaws.lambda;
