/** CloudFormation's custom-resource protocol: reads the request, writes the answer, and delivers it. */
package io.github.cdkrouteserver.handler.cfn;
