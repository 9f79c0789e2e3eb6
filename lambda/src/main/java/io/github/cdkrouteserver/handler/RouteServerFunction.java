package io.github.cdkrouteserver.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.cdkrouteserver.handler.core.LifecycleException;
import io.github.cdkrouteserver.handler.core.RouteServers;
import io.github.cdkrouteserver.handler.ec2.Ec2Clients;
import io.github.cdkrouteserver.handler.ec2.Ec2RouteServers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * The function itself, behind its entry {@link RouteServerHandler}.
 *
 * <p>It returns normally whatever happens: CloudFormation has its answer by then, and an exception would only make Lambda
 * deliver the same request twice more.
 */
public final class RouteServerFunction implements RequestStreamHandler {
    private final Log log = Log.toStandardOutput();
    private final RouteServers servers = new Ec2RouteServers(client(), log.calls());
    private final Recollection recollection = new Recollection();

    /** Made by the entry. */
    public RouteServerFunction() {}

    /** What cannot be built is told by answers: a function that does not start gives none, and CloudFormation waits long. */
    private static Supplier<Ec2Client> client() {
        try {
            Ec2Client client = Ec2Clients.fromLambdaEnvironment(Priming::run);
            return () -> client;
        } catch (RuntimeException e) {
            return () -> {
                throw new LifecycleException(
                        "the function's environment variables allow no client for EC2: " + e
                                + "; take out of the provider's function what is none of its own, then deploy again",
                        e);
            };
        }
    }

    @Override
    public void handleRequest(InputStream event, OutputStream output, Context context) throws IOException {
        Surroundings surroundings = new Surroundings(
                Objects.toString(context.getInvokedFunctionArn(), ""),
                Objects.toString(context.getLogStreamName(), ""),
                context.getRemainingTimeInMillis());
        new Invocation(servers, SystemTime.INSTANCE, new Random(), log, recollection, surroundings).handle(event);
    }
}
