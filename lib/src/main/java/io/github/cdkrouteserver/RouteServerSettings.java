package io.github.cdkrouteserver;

import io.github.cdkrouteserver.contract.RouteServerContract;
import io.github.cdkrouteserver.internal.Checks;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.TimeConversionOptions;
import software.amazon.awscdk.services.ec2.IVpc;
import software.constructs.Construct;

/**
 * Properties of a route server after all checks, as they go on the wire.
 *
 * <p>Made before the construct joins the tree: what is refused later leaves a broken node behind.
 */
record RouteServerSettings(
        Map<String, Object> wire,
        Number serviceTimeout,
        @Nullable Map<String, String> tags,
        @Nullable IVpc vpc,
        @Nullable RemovalPolicy removalPolicy,
        boolean notifications,
        boolean dryRun,
        @Nullable Long publicAsn) {
    static final String NO_SNAPSHOTS =
            "removalPolicy is SNAPSHOT, but a route server has no snapshots; use DESTROY, RETAIN or"
                    + " RETAIN_ON_UPDATE_OR_DELETE";

    private static final int MIN_TIMEOUT_SECONDS = 30;

    static RouteServerSettings of(Construct scope, String id, @Nullable RouteServerProps given) {
        Checks checks = Checks.of(scope, id);
        RouteServerProps props = checks.required(given, "props", "pass RouteServerProps with an amazonSideAsn");
        Map<String, Object> wire = new LinkedHashMap<>();

        Number asn = checks.wholeNumber(
                checks.required(props.getAmazonSideAsn(), "amazonSideAsn", "private ASNs are " + Asns.PRIVATE),
                "amazonSideAsn",
                RouteServerContract.MIN_ASN,
                RouteServerContract.MAX_ASN,
                "private ASNs are " + Asns.PRIVATE);
        wire.put(RouteServerContract.AMAZON_SIDE_ASN, asn);

        PersistRoutes persistRoutes = props.getPersistRoutes();
        if (persistRoutes != null) {
            wire.put(RouteServerContract.PERSIST_ROUTES, persistRoutes.getValue());
        }
        Number minutes = persistRoutesMinutes(checks, persistRoutes, props.getPersistRoutesDuration());
        if (minutes != null) {
            wire.put(RouteServerContract.PERSIST_ROUTES_DURATION, minutes);
        }

        boolean notifications = Boolean.TRUE.equals(props.getSnsNotificationsEnabled());
        wire.put(RouteServerContract.SNS_NOTIFICATIONS_ENABLED, notifications);
        boolean dryRun = Boolean.TRUE.equals(props.getDryRun());
        if (dryRun) {
            wire.put(RouteServerContract.DRY_RUN, true);
        }

        Number timeout = timeoutSeconds(checks, props.getTimeout());
        wire.put(RouteServerContract.TIMEOUT, timeout);
        // A token cannot be added to, so CloudFormation then waits as long as the handler may ever need.
        long answeredAfter = timeout instanceof Long seconds ? seconds : RouteServerContract.MAX_TIMEOUT_SECONDS;

        Map<String, String> tags = props.getTags();
        if (tags != null) {
            checks.tags(tags);
        }
        if (props.getRemovalPolicy() == RemovalPolicy.SNAPSHOT) {
            throw checks.refusal(NO_SNAPSHOTS);
        }
        if (props.getVpc() != null) {
            Environments.refuseOtherRegion(checks, scope, "VPC", props.getVpc());
        }
        return new RouteServerSettings(
                wire,
                answeredAfter + RouteServerContract.ANSWER_GRACE_SECONDS,
                tags,
                props.getVpc(),
                props.getRemovalPolicy(),
                notifications,
                dryRun,
                asn instanceof Long number && !Asns.isPrivate(number) ? number : null);
    }

    Number amazonSideAsn() {
        return (Number) wire.get(RouteServerContract.AMAZON_SIDE_ASN);
    }

    /** Says whose a number that is not private may be. */
    String publicAsnWarning() {
        return Asns.publicWarning("amazonSideAsn", publicAsn);
    }

    private static @Nullable Number persistRoutesMinutes(
            Checks checks, @Nullable PersistRoutes persistRoutes, @Nullable Duration duration) {
        if (duration == null) {
            // The API reference calls the duration required with "enable" in one place and defaulted in another.
            return persistRoutes == PersistRoutes.ENABLE
                    ? Long.valueOf(RouteServerContract.MIN_PERSIST_ROUTES_MINUTES)
                    : null;
        }
        if (persistRoutes != PersistRoutes.ENABLE) {
            throw checks.refusal("persistRoutesDuration is set, but persistRoutes is "
                    + (persistRoutes == null ? "not set" : persistRoutes)
                    + "; set persistRoutes to ENABLE, or leave persistRoutesDuration out");
        }
        if (duration.isUnresolved()) {
            return inUnit(checks, duration, "persistRoutesDuration", Checks.TimeUnit.MINUTES);
        }
        return checks.wholeUnits(
                milliseconds(duration),
                duration::unitLabel,
                "persistRoutesDuration",
                Checks.TimeUnit.MINUTES,
                RouteServerContract.MIN_PERSIST_ROUTES_MINUTES,
                RouteServerContract.MAX_PERSIST_ROUTES_MINUTES,
                "routes persist without limit while BGP is down, and this long after it is back");
    }

    private static Number timeoutSeconds(Checks checks, @Nullable Duration timeout) {
        if (timeout == null) {
            return Long.valueOf(RouteServerContract.DEFAULT_TIMEOUT_SECONDS);
        }
        if (timeout.isUnresolved()) {
            return inUnit(checks, timeout, "timeout", Checks.TimeUnit.SECONDS);
        }
        return checks.wholeUnits(
                milliseconds(timeout),
                timeout::unitLabel,
                "timeout",
                Checks.TimeUnit.SECONDS,
                MIN_TIMEOUT_SECONDS,
                RouteServerContract.MAX_TIMEOUT_SECONDS,
                "use 30 seconds to 14 minutes: the function ends after 15 and has to answer before");
    }

    private static Number milliseconds(Duration duration) {
        return duration.toMilliseconds(
                TimeConversionOptions.builder().integral(false).build());
    }

    private static Number inUnit(Checks checks, Duration token, String name, Checks.TimeUnit unit) {
        if (!token.unitLabel().equals(unit.getLabel())) {
            throw checks.refusal(name + " is a token in " + token.unitLabel()
                    + ", which cannot be converted before the deployment; use Duration." + unit.getLabel() + "(...)");
        }
        return unit == Checks.TimeUnit.MINUTES ? token.toMinutes() : token.toSeconds();
    }
}
