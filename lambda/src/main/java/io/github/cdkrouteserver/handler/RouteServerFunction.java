package io.github.cdkrouteserver.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.cdkrouteserver.handler.core.RouteServers;
import io.github.cdkrouteserver.handler.ec2.Ec2Clients;
import io.github.cdkrouteserver.handler.ec2.Ec2RouteServers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.Random;

/**
 * The function itself, behind its entry {@link RouteServerHandler}.
 *
 * <p>It returns normally whatever happens: CloudFormation has its answer by then, and an exception would only make Lambda
 * deliver the same request twice more.
 */
public final class RouteServerFunction implements RequestStreamHandler {
    private final Log log = Log.toStandardOutput();
    private final RouteServers servers =
            new Ec2RouteServers(Ec2Clients.fromLambdaEnvironment(Priming::run), log.calls());
    private final Recollection recollection = new Recollection();

    /** Made by the entry. */
    public RouteServerFunction() {}

    @Override
    public void handleRequest(InputStream event, OutputStream output, Context context) throws IOException {
        Surroundings surroundings = new Surroundings(
                Objects.toString(context.getInvokedFunctionArn(), ""),
                Objects.toString(context.getLogStreamName(), ""),
                context.getRemainingTimeInMillis());
        new Invocation(servers, SystemTime.INSTANCE, new Random(), log, recollection, surroundings).handle(event);
    }
}
