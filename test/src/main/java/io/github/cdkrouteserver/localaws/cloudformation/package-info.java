/**
 * CloudFormation on one machine.
 *
 * <p>{@link io.github.cdkrouteserver.localaws.cloudformation.LocalCloudFormation} is the entrance. Behind it a template is
 * evaluated ({@code TemplateEvaluator}), ordered ({@code ResourceGraph}, {@code GraphWalk}), and carried out by one class
 * per operation ({@code StackCreation}, {@code StackUpdate}, {@code StackDeletion}) on one {@code ResourceProvider} per
 * kind of resource.
 */
package io.github.cdkrouteserver.localaws.cloudformation;
