package io.github.cdkrouteserver.localaws.ec2;

import io.github.cdkrouteserver.localaws.iam.AccessRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects what the caller of one call must be allowed to do. */
final class Permissions {
    private final Ec2Location location;
    private final String action;
    private final List<AccessRequest> requests = new ArrayList<>();

    Permissions(Ec2Location location, String action) {
        this.location = location;
        this.action = action;
    }

    List<AccessRequest> list() {
        return List.copyOf(requests);
    }

    /** The action itself on everything, for actions without resource-level permissions. */
    Permissions onAll() {
        return add(inRegion("ec2:" + action, "*"));
    }

    /** The action itself on a resource that exists. */
    Permissions on(String type, String id, Map<String, String> tags) {
        return add(inRegion("ec2:" + action, location.ec2Arn(type, id)).withResourceTags(tags));
    }

    /** The action itself on a part of the network, which is made elsewhere and whose tags nobody knows here. */
    Permissions onNetwork(String type, String id, Map<String, String> keys) {
        AccessRequest request = inRegion("ec2:" + action, location.ec2Arn(type, id));
        for (Map.Entry<String, String> key : keys.entrySet()) {
            request = request.with(key.getKey(), key.getValue());
        }
        return add(request);
    }

    /** The action itself on a resource that it makes, and the tagging of that. */
    Permissions onNew(ResourceType type, Map<String, String> tags) {
        String arn = location.ec2Arn(type.wireName(), "*");
        add(inRegion("ec2:" + action, arn).withRequestTags(tags));
        if (!tags.isEmpty()) {
            add(inRegion("ec2:CreateTags", arn).withRequestTags(tags).with("ec2:CreateAction", action));
        }
        return this;
    }

    /** A later change of tags. */
    Permissions tagging(AccessRequest request) {
        return add(request);
    }

    /** Something that EC2 does with the caller's authority in another service. */
    Permissions topic(String snsAction, String topicArn) {
        return add(AccessRequest.of("sns:" + snsAction, topicArn)
                .with("aws:RequestedRegion", location.region())
                .with("aws:ResourceAccount", location.account()));
    }

    /** Something else that EC2 does with the caller's authority in EC2. */
    Permissions dependent(String ec2Action, String type) {
        return add(inRegion("ec2:" + ec2Action, type.equals("*") ? "*" : location.ec2Arn(type, "*")));
    }

    AccessRequest inRegion(String qualifiedAction, String arn) {
        AccessRequest request = AccessRequest.of(qualifiedAction, arn)
                .with("ec2:Region", location.region())
                .with("aws:RequestedRegion", location.region());
        return arn.equals("*") ? request : request.with("aws:ResourceAccount", location.account());
    }

    private Permissions add(AccessRequest request) {
        requests.add(request);
        return this;
    }
}
