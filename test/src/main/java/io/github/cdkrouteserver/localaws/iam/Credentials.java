package io.github.cdkrouteserver.localaws.iam;

/**
 * Temporary credentials of one principal.
 *
 * @param accessKeyId value of {@code AWS_ACCESS_KEY_ID}
 * @param secretAccessKey value of {@code AWS_SECRET_ACCESS_KEY}
 * @param sessionToken value of {@code AWS_SESSION_TOKEN}
 * @param principalArn whose they are
 */
public record Credentials(String accessKeyId, String secretAccessKey, String sessionToken, String principalArn) {
    /** Leaves the secrets out, so that a failed assertion does not print them. */
    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + ", " + principalArn + "]";
    }
}
