package io.github.cdkrouteserver.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.cdkrouteserver.handler.ec2.TlsPriming;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Entry of the Lambda function: finds the function's classes, wherever they are, and hands each request on. */
public final class RouteServerHandler implements RequestStreamHandler {
    private static final String FUNCTION = "io.github.cdkrouteserver.handler.RouteServerFunction";

    private final RequestStreamHandler function;

    /**
     * Made by Lambda's runtime client.
     *
     * @throws IOException where the artifact cannot be read
     * @throws ReflectiveOperationException where it is not whole
     */
    public RouteServerHandler() throws IOException, ReflectiveOperationException {
        // First of all: nothing takes longer, and it needs nothing of what is read next.
        TlsPriming tls = TlsPriming.start();
        ClassLoader classes = PackedClasses.beside(RouteServerHandler.class);
        function = (RequestStreamHandler)
                Class.forName(FUNCTION, true, classes).getConstructor().newInstance();
        // A start has a whole processor; a request has what the function's memory buys.
        tls.await();
    }

    @Override
    public void handleRequest(InputStream event, OutputStream output, Context context) throws IOException {
        function.handleRequest(event, output, context);
    }
}
