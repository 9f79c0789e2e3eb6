package io.github.cdkrouteserver.localaws.ec2;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A message that a route server publishes to its topic.
 *
 * @param topicArn the topic
 * @param message plain text
 * @param attributes message attributes, which subscriptions filter by
 */
public record BgpEvent(String topicArn, String message, Map<String, String> attributes) {
    /** Copies the attributes. */
    public BgpEvent {
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /**
     * Returns the attribute that tells the kinds of events apart.
     *
     * @return the event code
     */
    public String eventCode() {
        return attributes.get("eventCode");
    }
}
