package io.github.cdkrouteserver.localaws.ec2;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * How the local EC2 behaves where AWS's documentation leaves it open, and how long things take.
 *
 * <p>Immutable. Where the documentation is silent the defaults are the stricter answer, so that a caller who passes here
 * does not depend on leniency.
 */
public final class Ec2Behavior {
    private static final Map<String, Integer> USUAL_STATUSES = Map.of(
            "AuthFailure", 401,
            "DryRunOperation", 412,
            "InternalError", 500,
            "MissingAuthenticationToken", 403,
            "RequestLimitExceeded", 503,
            "ServiceUnavailable", 503,
            "SignatureDoesNotMatch", 403,
            "UnauthorizedOperation", 403,
            "Unavailable", 503);

    private final Builder settings;

    private Ec2Behavior(Builder settings) {
        this.settings = settings.copy();
    }

    /**
     * Starts from realistic behaviour: seconds for a server, a minute for an endpoint.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts from transitions that are over at once, for tests that are not about waiting.
     *
     * @return a builder
     */
    public static Builder instant() {
        return new Builder().scaleDelays(0);
    }

    /**
     * Starts from this behaviour.
     *
     * @return a builder
     */
    public Builder toBuilder() {
        return settings.copy();
    }

    Duration delay(Transition transition) {
        return settings.delays.get(transition);
    }

    int status(String code) {
        return settings.statuses.getOrDefault(code, USUAL_STATUSES.getOrDefault(code, 400));
    }

    Duration newServerUnseenFor() {
        return settings.newServerUnseenFor;
    }

    boolean newServerUnknownToWrites() {
        return settings.newServerUnknownToWrites;
    }

    Duration newTagsUnseenFor() {
        return settings.newTagsUnseenFor;
    }

    Duration tagChangesUnseenFor() {
        return settings.tagChangesUnseenFor;
    }

    Duration changesUnseenFor() {
        return settings.changesUnseenFor;
    }

    Duration flappingFor() {
        return settings.flappingFor;
    }

    Duration tombstoneLife() {
        return settings.tombstoneLife;
    }

    Duration clientTokenMemory() {
        return settings.clientTokenMemory;
    }

    TokenAfterDeletion tokenAfterDeletion() {
        return settings.tokenAfterDeletion;
    }

    boolean enableWithoutDurationRefused() {
        return settings.enableWithoutDurationRefused;
    }

    boolean durationWithoutEnableRefused() {
        return settings.durationWithoutEnableRefused;
    }

    boolean modifyWhileBusyAllowed() {
        return settings.modifyWhileBusyAllowed;
    }

    boolean resetOnCreateRefused() {
        return settings.resetOnCreateRefused;
    }

    AfterReset afterReset() {
        return settings.afterReset;
    }

    DeleteAgain deleteOfDeleted() {
        return settings.deleteOfDeleted;
    }

    DeleteAgain deleteOfDeleting() {
        return settings.deleteOfDeleting;
    }

    boolean deleteWhileBusyAllowed() {
        return settings.deleteWhileBusyAllowed;
    }

    boolean deletingHiddenFromGet() {
        return settings.deletingHiddenFromGet;
    }

    boolean nothingIsAnError() {
        return settings.nothingIsAnError;
    }

    boolean malformedIdIsNotFound() {
        return settings.malformedIdIsNotFound;
    }

    boolean missingIsUnauthorized() {
        return settings.missingIsUnauthorized;
    }

    TopicAppears topicAppears() {
        return settings.topicAppears;
    }

    boolean topicKeptAfterDisabling() {
        return settings.topicKeptAfterDisabling;
    }

    SnsPermissions snsPermissions() {
        return settings.snsPermissions;
    }

    boolean endpointDependentsChecked() {
        return settings.endpointDependentsChecked;
    }

    long highestAsn() {
        return settings.highestAsn;
    }

    int pageSize() {
        return settings.pageSize;
    }

    boolean filtersAfterPaging() {
        return settings.filtersAfterPaging;
    }

    int serversPerRegion() {
        return settings.serversPerRegion;
    }

    int serversPerVpc() {
        return settings.serversPerVpc;
    }

    int endpointsPerServer() {
        return settings.endpointsPerServer;
    }

    int endpointsPerSubnet() {
        return settings.endpointsPerSubnet;
    }

    int peersPerEndpoint() {
        return settings.peersPerEndpoint;
    }

    int routesPerPeer() {
        return settings.routesPerPeer;
    }

    int tagsPerResource() {
        return settings.tagsPerResource;
    }

    String quotaCode() {
        return settings.quotaCode;
    }

    /** Builds an {@link Ec2Behavior}. */
    public static final class Builder implements Cloneable {
        private Map<Transition, Duration> delays = new EnumMap<>(Transition.class);
        private Map<String, Integer> statuses = new HashMap<>();
        private Duration newServerUnseenFor = Duration.ZERO;
        private boolean newServerUnknownToWrites = false;
        private Duration newTagsUnseenFor = Duration.ZERO;
        private Duration tagChangesUnseenFor = Duration.ZERO;
        private Duration changesUnseenFor = Duration.ZERO;
        private Duration flappingFor = Duration.ZERO;
        private Duration tombstoneLife = Duration.ofHours(1);
        private Duration clientTokenMemory = Duration.ofHours(24);
        private TokenAfterDeletion tokenAfterDeletion = TokenAfterDeletion.RETURNS_TOMBSTONE;
        private boolean enableWithoutDurationRefused = false;
        private boolean durationWithoutEnableRefused = true;
        private boolean modifyWhileBusyAllowed = false;
        private boolean resetOnCreateRefused = false;
        private AfterReset afterReset = AfterReset.AS_BEFORE;
        private DeleteAgain deleteOfDeleted = DeleteAgain.INCORRECT_STATE;
        private DeleteAgain deleteOfDeleting = DeleteAgain.INCORRECT_STATE;
        private boolean deleteWhileBusyAllowed = false;
        private boolean deletingHiddenFromGet = false;
        private boolean nothingIsAnError = true;
        private boolean malformedIdIsNotFound = false;
        private boolean missingIsUnauthorized = false;
        private TopicAppears topicAppears = TopicAppears.IN_RESPONSE;
        private boolean topicKeptAfterDisabling = false;
        private SnsPermissions snsPermissions = SnsPermissions.ALWAYS;
        private boolean endpointDependentsChecked = true;
        private long highestAsn = 4_294_967_295L;
        private int pageSize = 1_000;
        private boolean filtersAfterPaging = false;
        private int serversPerRegion = Integer.MAX_VALUE;
        private int serversPerVpc = 5;
        private int endpointsPerServer = 10;
        private int endpointsPerSubnet = 2;
        private int peersPerEndpoint = 20;
        private int routesPerPeer = 100;
        private int tagsPerResource = 50;
        private String quotaCode = "LimitExceeded";

        private Builder() {
            for (Transition transition : Transition.values()) {
                delays.put(transition, transition.realistic());
            }
        }

        /**
         * Sets how long a transition takes.
         *
         * @param transition the transition
         * @param duration how long
         * @return this builder
         */
        public Builder delay(Transition transition, Duration duration) {
            delays.put(transition, duration);
            return this;
        }

        /**
         * Multiplies every delay set so far.
         *
         * @param factor the factor; 0 for transitions that are over at once
         * @return this builder
         */
        public Builder scaleDelays(double factor) {
            delays.replaceAll((transition, delay) -> Duration.ofNanos((long) (delay.toNanos() * factor)));
            return this;
        }

        /**
         * Sets the HTTP status of an error code.
         *
         * @param code the error code
         * @param status the status
         * @return this builder
         */
        public Builder status(String code, int status) {
            statuses.put(code, status);
            return this;
        }

        /** How long Describe does not know a new route server: by id NotFound, by filter absent. Default: no time. */
        public Builder newServerUnseenFor(Duration value) {
            newServerUnseenFor = value;
            return this;
        }

        /** Whether modify, delete and tag calls do not know it either for that time. Default: false. */
        public Builder newServerUnknownToWrites(boolean value) {
            newServerUnknownToWrites = value;
            return this;
        }

        /** How long Describe and its filters do not see the tags that a resource was created with. Default: no time. */
        public Builder newTagsUnseenFor(Duration value) {
            newTagsUnseenFor = value;
            return this;
        }

        /** How long Describe and its filters see the tags from before a CreateTags or DeleteTags. Default: no time. */
        public Builder tagChangesUnseenFor(Duration value) {
            tagChangesUnseenFor = value;
            return this;
        }

        /** How long Describe shows a route server as it was before a change of its state or settings. Default: no time. */
        public Builder changesUnseenFor(Duration value) {
            changesUnseenFor = value;
            return this;
        }

        /** How long after it became visible every second Describe call still does not see a change. Default: no time. */
        public Builder flappingFor(Duration value) {
            flappingFor = value;
            return this;
        }

        /** How long deleted servers, endpoints and peers are still described in state {@code deleted}. Default: 1 hour. */
        public Builder tombstoneLife(Duration value) {
            tombstoneLife = value;
            return this;
        }

        /** How long a client token is remembered. Default: 24 hours. */
        public Builder clientTokenMemory(Duration value) {
            clientTokenMemory = value;
            return this;
        }

        /** What a remembered client token does once its resource is deleted. Default: RETURNS_TOMBSTONE. */
        public Builder tokenAfterDeletion(TokenAfterDeletion value) {
            tokenAfterDeletion = value;
            return this;
        }

        /** Whether {@code enable} without a duration is refused; it means 1 minute otherwise. Default: false. */
        public Builder enableWithoutDurationRefused(boolean value) {
            enableWithoutDurationRefused = value;
            return this;
        }

        /** Whether a duration is refused where persistence is neither on nor being enabled; it is ignored otherwise. Default: true. */
        public Builder durationWithoutEnableRefused(boolean value) {
            durationWithoutEnableRefused = value;
            return this;
        }

        /** Whether ModifyRouteServer is accepted while the server is pending or modifying; IncorrectState otherwise. Default: false. */
        public Builder modifyWhileBusyAllowed(boolean value) {
            modifyWhileBusyAllowed = value;
            return this;
        }

        /** Whether CreateRouteServer refuses {@code reset}. Default: false. */
        public Builder resetOnCreateRefused(boolean value) {
            resetOnCreateRefused = value;
            return this;
        }

        /** The persistence that a reset ends in. Default: AS_BEFORE. */
        public Builder afterReset(AfterReset value) {
            afterReset = value;
            return this;
        }

        /** What deleting a tombstone answers. Default: INCORRECT_STATE. */
        public Builder deleteOfDeleted(DeleteAgain value) {
            deleteOfDeleted = value;
            return this;
        }

        /** What deleting something that is going away answers. Default: INCORRECT_STATE. */
        public Builder deleteOfDeleting(DeleteAgain value) {
            deleteOfDeleting = value;
            return this;
        }

        /** Whether delete calls are accepted while the resource is pending or modifying; IncorrectState otherwise. Default: false. */
        public Builder deleteWhileBusyAllowed(boolean value) {
            deleteWhileBusyAllowed = value;
            return this;
        }

        /** Whether associations and propagations that are going away are missing from Get calls already. Default: false. */
        public Builder deletingHiddenFromGet(boolean value) {
            deletingHiddenFromGet = value;
            return this;
        }

        /** Whether Get calls answer NotAssociated and NotPropagated rather than an empty list. Default: true. */
        public Builder nothingIsAnError(boolean value) {
            nothingIsAnError = value;
            return this;
        }

        /** Whether an id of the wrong shape is answered as NotFound; as Malformed otherwise. Default: false. */
        public Builder malformedIdIsNotFound(boolean value) {
            malformedIdIsNotFound = value;
            return this;
        }

        /** Whether a call on a missing resource is authorized, without any resource tags, before it is answered as NotFound. Default: false. */
        public Builder missingIsUnauthorized(boolean value) {
            missingIsUnauthorized = value;
            return this;
        }

        /** When the topic's ARN appears after notifications were switched on. Default: IN_RESPONSE. */
        public Builder topicAppears(TopicAppears value) {
            topicAppears = value;
            return this;
        }

        /** Whether the topic's ARN is still described after notifications were switched off. Default: false. */
        public Builder topicKeptAfterDisabling(boolean value) {
            topicKeptAfterDisabling = value;
            return this;
        }

        /** When the caller's permissions for SNS are checked. Default: ALWAYS. */
        public Builder snsPermissions(SnsPermissions value) {
            snsPermissions = value;
            return this;
        }

        /** Whether the caller's permissions for network interfaces and security groups are checked on endpoint and peer calls. Default: true. */
        public Builder endpointDependentsChecked(boolean value) {
            endpointDependentsChecked = value;
            return this;
        }

        /** The highest ASN that is accepted. Default: 4294967295. */
        public Builder highestAsn(long value) {
            highestAsn = value;
            return this;
        }

        /** How many items a page has where the call does not say. Default: 1000. */
        public Builder pageSize(int value) {
            pageSize = value;
            return this;
        }

        /** Whether filters thin out pages already cut, so that even an empty page may have a next one. Default: false. */
        public Builder filtersAfterPaging(boolean value) {
            filtersAfterPaging = value;
            return this;
        }

        /** Quota of live route servers. Default: no limit. */
        public Builder serversPerRegion(int value) {
            serversPerRegion = value;
            return this;
        }

        /** Quota of route servers associated with one VPC. Default: 5. */
        public Builder serversPerVpc(int value) {
            serversPerVpc = value;
            return this;
        }

        /** Quota of endpoints of one route server. Default: 10. */
        public Builder endpointsPerServer(int value) {
            endpointsPerServer = value;
            return this;
        }

        /** Quota of endpoints of one route server in one subnet. Default: 2. */
        public Builder endpointsPerSubnet(int value) {
            endpointsPerSubnet = value;
            return this;
        }

        /** Quota of peers on the network interface of one endpoint. Default: 20. */
        public Builder peersPerEndpoint(int value) {
            peersPerEndpoint = value;
            return this;
        }

        /** Quota of routes that one peer advertises. Default: 100. */
        public Builder routesPerPeer(int value) {
            routesPerPeer = value;
            return this;
        }

        /** Quota of tags on one resource. Default: 50. */
        public Builder tagsPerResource(int value) {
            tagsPerResource = value;
            return this;
        }

        /** Error code of an exceeded quota of resources. Default: LimitExceeded. */
        public Builder quotaCode(String value) {
            quotaCode = value;
            return this;
        }

        /**
         * Builds it.
         *
         * @return the behaviour
         */
        public Ec2Behavior build() {
            return new Ec2Behavior(this);
        }

        private Builder copy() {
            try {
                Builder copy = (Builder) clone();
                copy.delays = new EnumMap<>(delays);
                copy.statuses = new HashMap<>(statuses);
                return copy;
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
