package io.github.cdkrouteserver.handler;

import io.github.cdkrouteserver.handler.cfn.AnswerSender;
import io.github.cdkrouteserver.handler.core.Time;
import io.github.cdkrouteserver.handler.ec2.Ec2RouteServers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * Makes the JVM load what a create needs, by one up to its answer that nobody asked for and that never leaves the process.
 *
 * <p>A start has a whole processor; a request has the share of one that the function's memory buys.
 */
final class Priming {
    /** What Lambda would give the create; a part of it is kept back, and all of it is within Lambda's time for a start. */
    private static final long FUNCTION_MILLIS = 5_000;

    private static final byte[] EVENT = """
            {"RequestType":"Create","ResponseURL":"https://localhost/","StackId":\
            "arn:aws:cloudformation:us-east-1:000000000000:stack/priming/0","RequestId":"0",\
            "LogicalResourceId":"Priming","ResourceProperties":{"AmazonSideAsn":"1"}}""".getBytes(StandardCharsets.UTF_8);

    private Priming() {}

    /**
     * Handles an event whose answer is delivered to nobody.
     *
     * @param client a client that is answered from memory
     * @return whether the create went all its way, so that nothing of it is under way any more
     */
    static boolean run(Ec2Client client) {
        boolean[] succeeded = new boolean[1];
        Invocation invocation = new Invocation(
                new Ec2RouteServers(() -> client, (operation, id, outcome, requestId, millis) -> {}),
                new Impatience(),
                new Random(),
                new Log(line -> {}),
                new Recollection(),
                new Surroundings("", "", FUNCTION_MILLIS),
                (url, answer, end, listener) -> {
                    // Only its status can be this very word in quotes: in a text they would be escaped.
                    succeeded[0] = new String(answer, StandardCharsets.UTF_8).contains("\"SUCCESS\"");
                    // Neither accepted nor refused: either would be noted on the server, after this method has
                    // returned.
                    return AnswerSender.Delivery.UNKNOWN;
                });
        try {
            invocation.handle(new ByteArrayInputStream(EVENT));
        } catch (IOException e) {
            throw new UncheckedIOException("the event is in memory", e);
        }
        return succeeded[0];
    }

    /** Nothing in memory is worth waiting for: what would have to be tried again has failed. */
    private static final class Impatience implements Time {
        @Override
        public long nowMillis() {
            return SystemTime.INSTANCE.nowMillis();
        }

        @Override
        public Instant now() {
            return SystemTime.INSTANCE.now();
        }

        @Override
        public void sleep(long millis) throws InterruptedException {
            throw new InterruptedException("nothing is waited for");
        }
    }
}
