package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;

/** Every type that nothing here acts on: it exists, with a plausible id and plausible attributes. */
final class GenericResources implements ResourceProvider {
    @Override
    public ResourceResult create(ResourceRequest request) {
        String name = name(request);
        String id = switch (request.type()) {
            case "AWS::SQS::Queue" ->
                "https://sqs." + request.stack().region() + "."
                        + request.stack().urlSuffix() + "/" + request.stack().accountId() + "/" + name;
            case "AWS::Lambda::Version" -> request.text("FunctionName") + ":1";
            default -> name;
        };
        return result(request, id);
    }

    @Override
    public boolean replaces(ResourceRequest request) {
        // A name is what a physical id is made of, for every type that has one.
        return request.changes(nameProperty(request.type()));
    }

    @Override
    public ResourceResult update(ResourceRequest request) {
        return result(request, request.physicalId());
    }

    @Override
    public void delete(ResourceRequest request) {
        // Nothing outside the stack knows of the resource.
    }

    @Override
    public JsonNode attribute(StackIdentity stack, StackResource resource, String name) {
        JsonNode known = resource.attributes().get(name);
        if (known != null) {
            return known;
        }
        if (resource.properties().path(name).isValueNode()) {
            return resource.properties().get(name);
        }
        String[] type = resource.type().split("::");
        String id = lastSegment(resource.physicalId());
        if (name.equals("Arn") || name.endsWith("Arn")) {
            return TextNode.valueOf(stack.arn(
                    type[1].toLowerCase(Locale.ROOT), type[type.length - 1].toLowerCase(Locale.ROOT) + "/" + id));
        }
        return TextNode.valueOf(id + "-" + name.replace('.', '-'));
    }

    private static ResourceResult result(ResourceRequest request, String id) {
        StackIdentity stack = request.stack();
        ResourceResult result = ResourceResult.of(id);
        return switch (request.type()) {
            case "AWS::Logs::LogGroup" -> result.with("Arn", stack.arn("logs", "log-group:" + id + ":*"));
            case "AWS::SQS::Queue" ->
                result.with("Arn", stack.arn("sqs", lastSegment(id)))
                        .with("QueueName", lastSegment(id))
                        .with("QueueUrl", id);
            case "AWS::S3::Bucket" ->
                result.with("Arn", "arn:" + stack.partition() + ":s3:::" + id)
                        .with("DomainName", id + ".s3." + stack.urlSuffix());
            case "AWS::CloudWatch::Alarm" -> result.with("Arn", stack.arn("cloudwatch", "alarm:" + id));
            case "AWS::Lambda::Version" -> result.with("Version", "1");
            default -> result;
        };
    }

    private static String name(ResourceRequest request) {
        String given = request.text(nameProperty(request.type()));
        String name = given == null ? Names.generated(request) : given;
        return request.type().equals("AWS::S3::Bucket") ? name.toLowerCase(Locale.ROOT) : name;
    }

    private static String nameProperty(String type) {
        List<String> parts = List.of(type.split("::"));
        return switch (type) {
            case "AWS::Logs::DeliverySource", "AWS::Logs::DeliveryDestination", "AWS::SSM::Parameter" -> "Name";
            default -> parts.get(parts.size() - 1) + "Name";
        };
    }

    private static String lastSegment(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }
}
