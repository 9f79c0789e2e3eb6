package io.github.cdkrouteserver.schedules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The properties of the resource, as a template has them. */
record Props(
        long asn,
        String persist,
        Integer minutes,
        boolean sns,
        Map<String, String> tags,
        boolean dryRun,
        boolean retainOnReplace,
        boolean retain,
        int timeout) {
    static Props plain() {
        return new Props(64_512, null, null, false, Map.of(), false, false, false, 600);
    }

    Props withAsn(long value) {
        return new Props(value, persist, minutes, sns, tags, dryRun, retainOnReplace, retain, timeout);
    }

    Props withPersist(String value, Integer duration) {
        return new Props(asn, value, duration, sns, tags, dryRun, retainOnReplace, retain, timeout);
    }

    Props withSns(boolean value) {
        return new Props(asn, persist, minutes, value, tags, dryRun, retainOnReplace, retain, timeout);
    }

    Props withTags(Map<String, String> value) {
        return new Props(asn, persist, minutes, sns, new TreeMap<>(value), dryRun, retainOnReplace, retain, timeout);
    }

    Props withDryRun(boolean value) {
        return new Props(asn, persist, minutes, sns, tags, value, retainOnReplace, retain, timeout);
    }

    Props withRetainOnReplace(boolean value) {
        return new Props(asn, persist, minutes, sns, tags, dryRun, value, retain, timeout);
    }

    Props withRetain(boolean value) {
        return new Props(asn, persist, minutes, sns, tags, dryRun, retainOnReplace, value, timeout);
    }

    Props withTimeout(int value) {
        return new Props(asn, persist, minutes, sns, tags, dryRun, retainOnReplace, retain, value);
    }

    /** As CloudFormation sends them: every scalar a string. */
    Map<String, Object> wire(int grace) {
        Map<String, Object> wire = new LinkedHashMap<>();
        wire.put("ServiceToken", "arn:aws:lambda:us-east-1:123456789012:function:provider");
        wire.put("ServiceTimeout", Integer.toString(timeout + grace));
        wire.put("AmazonSideAsn", Long.toString(asn));
        if (persist != null) {
            wire.put("PersistRoutes", persist);
        }
        if (minutes != null) {
            wire.put("PersistRoutesDuration", minutes.toString());
        }
        wire.put("SnsNotificationsEnabled", Boolean.toString(sns));
        if (!tags.isEmpty()) {
            wire.put(
                    "Tags",
                    tags.entrySet().stream()
                            .map(tag -> Map.of("Key", tag.getKey(), "Value", tag.getValue()))
                            .toList());
        }
        if (dryRun) {
            wire.put("DryRun", "true");
        }
        if (retainOnReplace) {
            wire.put("RetainOnReplace", "true");
        }
        if (retain) {
            wire.put("RetainOnRollback", "true");
        }
        wire.put("Timeout", Integer.toString(timeout));
        return wire;
    }

    List<String> words() {
        return List.of(
                "ASN " + asn,
                persist == null ? "" : "persist=" + persist + (minutes == null ? "" : " " + minutes + " min"),
                sns ? "notifications" : "",
                tags.isEmpty() ? "" : "tags " + tags,
                dryRun ? "dry run" : "",
                retainOnReplace ? "retain on replace" : "",
                retain ? "DeletionPolicy Retain" : "",
                timeout == 600 ? "" : "Timeout=" + timeout);
    }

    @Override
    public String toString() {
        return String.join(
                ", ", words().stream().filter(word -> !word.isEmpty()).toList());
    }
}
