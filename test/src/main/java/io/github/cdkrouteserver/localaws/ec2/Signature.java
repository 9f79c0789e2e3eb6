package io.github.cdkrouteserver.localaws.ec2;

import io.github.cdkrouteserver.localaws.iam.Credentials;
import io.github.cdkrouteserver.localaws.iam.LocalIam;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out from the headers of Signature Version 4 who calls. The signature itself is not verified. */
final class Signature {
    private static final Pattern AUTHORIZATION =
            Pattern.compile("AWS4-HMAC-SHA256 +Credential=([^/, ]+)/([0-9]{8})/([^/, ]+)/([^/, ]+)/aws4_request, *"
                    + "SignedHeaders=[a-z0-9;-]+, *Signature=[0-9a-f]{64}");

    private Signature() {}

    static Credentials caller(LocalIam iam, Ec2Location location, String authorization, String sessionToken) {
        if (authorization == null) {
            throw new Ec2Error("MissingAuthenticationToken", "Request is missing Authentication Token");
        }
        Matcher matcher = AUTHORIZATION.matcher(authorization.trim());
        if (!matcher.matches()) {
            throw new Ec2Error("IncompleteSignature", "The Authorization header is not a valid signature");
        }
        Credentials credentials = iam.find(matcher.group(1)).orElseThrow(Signature::authFailure);
        if (!matcher.group(3).equals(location.region()) || !matcher.group(4).equals("ec2")) {
            throw new Ec2Error(
                    "SignatureDoesNotMatch",
                    "Credential should be scoped to a valid Region and service, not '" + matcher.group(3) + "/"
                            + matcher.group(4) + "'.");
        }
        if (!credentials.sessionToken().equals(sessionToken)) {
            throw authFailure();
        }
        if (iam.isExpired(credentials)) {
            throw new Ec2Error("RequestExpired", "Request has expired.");
        }
        return credentials;
    }

    private static Ec2Error authFailure() {
        return new Ec2Error("AuthFailure", "AWS was not able to validate the provided access credentials");
    }
}
