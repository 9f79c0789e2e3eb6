package io.github.cdkrouteserver.localaws.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Issues credentials and decides what their holders may do, as IAM does for identity-based policies.
 *
 * <p>Thread-safe.
 */
public final class LocalIam {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Credentials administrator;

    /** Creates an IAM whose administrator belongs to account {@code 123456789012} of partition {@code aws}. */
    public LocalIam() {
        this("aws", "123456789012");
    }

    /**
     * Creates an IAM.
     *
     * @param partition partition of the administrator
     * @param account account of the administrator
     */
    public LocalIam(String partition, String account) {
        administrator = issue("arn:" + partition + ":iam::" + account + ":user/administrator", List.of(everything()));
    }

    /**
     * Issues credentials for a principal.
     *
     * @param principalArn ARN of the role session or user
     * @param policyDocuments the identity-based policies, all intrinsic functions resolved
     * @return the credentials
     * @throws IllegalArgumentException where a policy uses something this IAM does not evaluate
     */
    public Credentials issue(String principalArn, List<JsonNode> policyDocuments) {
        Policies policies = Policies.parse(policyDocuments);
        String accessKeyId = "ASIA" + random().substring(0, 16).toUpperCase(Locale.ROOT);
        Credentials credentials = new Credentials(accessKeyId, random(), random() + random(), principalArn);
        sessions.put(accessKeyId, new Session(credentials, policies, false));
        return credentials;
    }

    /**
     * Returns credentials that may do everything.
     *
     * @return the administrator's credentials
     */
    public Credentials administrator() {
        return administrator;
    }

    /**
     * Replaces the policies of credentials already issued, as an updated role does for its running sessions.
     *
     * @param credentials the credentials
     * @param policyDocuments the new policies
     */
    public void replacePolicies(Credentials credentials, List<JsonNode> policyDocuments) {
        Policies policies = Policies.parse(policyDocuments);
        sessions.computeIfPresent(
                credentials.accessKeyId(),
                (id, session) -> new Session(session.credentials, policies, session.expired));
    }

    /**
     * Expires credentials: calls signed with them are refused from now on.
     *
     * @param credentials the credentials
     */
    public void expire(Credentials credentials) {
        sessions.computeIfPresent(
                credentials.accessKeyId(), (id, session) -> new Session(session.credentials, session.policies, true));
    }

    /**
     * Finds issued credentials.
     *
     * @param accessKeyId the access key id
     * @return the credentials, also where they have expired; empty where nobody was issued the key
     */
    public Optional<Credentials> find(String accessKeyId) {
        return Optional.ofNullable(sessions.get(accessKeyId)).map(session -> session.credentials);
    }

    /**
     * Tells whether credentials have expired.
     *
     * @param credentials the credentials
     * @return whether they have
     */
    public boolean isExpired(Credentials credentials) {
        Session session = sessions.get(credentials.accessKeyId());
        return session != null && session.expired;
    }

    /**
     * Decides a request.
     *
     * @param credentials who asks
     * @param request what for
     * @return the decision; an implicit denial for unknown credentials
     */
    public Decision decide(Credentials credentials, AccessRequest request) {
        Session session = sessions.get(credentials.accessKeyId());
        if (session == null) {
            return Decision.implicitDeny();
        }
        String[] arn = credentials.principalArn().split(":", 6);
        AccessRequest complete = request.with("aws:PrincipalArn", credentials.principalArn());
        return session.policies.decide(arn.length == 6 ? complete.with("aws:PrincipalAccount", arn[4]) : complete);
    }

    private static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static JsonNode everything() {
        return JSON.createObjectNode()
                .put("Version", "2012-10-17")
                .set(
                        "Statement",
                        JSON.createArrayNode()
                                .add(JSON.createObjectNode()
                                        .put("Sid", "Everything")
                                        .put("Effect", "Allow")
                                        .put("Action", "*")
                                        .put("Resource", "*")));
    }

    private record Session(Credentials credentials, Policies policies, boolean expired) {}
}
