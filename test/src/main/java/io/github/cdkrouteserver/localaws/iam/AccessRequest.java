package io.github.cdkrouteserver.localaws.iam;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One question to IAM: may this action be done to this resource in this context?
 *
 * @param action such as {@code ec2:CreateRouteServer}
 * @param resource an ARN, or {@code *} for actions without resource-level permissions
 * @param context condition keys and their values; key names ignore case, as in IAM
 */
public record AccessRequest(String action, String resource, Map<String, List<String>> context) {
    /** Copies the context. */
    public AccessRequest {
        TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        context.forEach((key, values) -> copy.put(key, List.copyOf(values)));
        context = Collections.unmodifiableMap(copy);
    }

    /**
     * Starts a request without context.
     *
     * @param action such as {@code ec2:CreateRouteServer}
     * @param resource an ARN or {@code *}
     * @return the request
     */
    public static AccessRequest of(String action, String resource) {
        return new AccessRequest(action, resource, Map.of());
    }

    /**
     * Adds a single-valued condition key.
     *
     * @param key name of the key
     * @param value its value
     * @return a request with the key
     */
    public AccessRequest with(String key, String value) {
        return with(key, List.of(value));
    }

    /**
     * Adds a condition key that may have several values.
     *
     * @param key name of the key
     * @param values its values
     * @return a request with the key
     */
    public AccessRequest with(String key, List<String> values) {
        Map<String, List<String>> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(context);
        more.put(key, values);
        return new AccessRequest(action, resource, more);
    }

    /**
     * Adds {@code aws:RequestTag/...} and {@code aws:TagKeys} for the tags that a request carries.
     *
     * @param tags the tags
     * @return a request with the keys; without any where there are no tags
     */
    public AccessRequest withRequestTags(Map<String, String> tags) {
        AccessRequest request = this;
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            request = request.with("aws:RequestTag/" + tag.getKey(), tag.getValue());
        }
        return tags.isEmpty() ? request : request.with("aws:TagKeys", new ArrayList<>(tags.keySet()));
    }

    /**
     * Adds {@code aws:ResourceTag/...} and {@code ec2:ResourceTag/...} for the tags that the resource has.
     *
     * @param tags the tags
     * @return a request with the keys
     */
    public AccessRequest withResourceTags(Map<String, String> tags) {
        AccessRequest request = this;
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            request = request.with("aws:ResourceTag/" + tag.getKey(), tag.getValue())
                    .with("ec2:ResourceTag/" + tag.getKey(), tag.getValue());
        }
        return request;
    }
}
