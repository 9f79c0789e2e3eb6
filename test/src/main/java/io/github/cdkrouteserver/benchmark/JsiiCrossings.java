package io.github.cdkrouteserver.benchmark;

import java.lang.reflect.Field;
import java.lang.reflect.Proxy;

/**
 * Counts the messages that Java sends to the Node process of jsii, and those that Node sends back as calls.
 *
 * <p>The runtime has a hook for its own tests that shows every message; it is reached by reflection, and this class is the
 * one place that knows.
 */
public final class JsiiCrossings implements AutoCloseable {
    private final ThreadLocal<Object> hook;
    private long requests;

    private JsiiCrossings(ThreadLocal<Object> hook) {
        this.hook = hook;
    }

    /**
     * Starts to count what this thread causes.
     *
     * @return the counter, to be closed
     */
    @SuppressWarnings("unchecked")
    public static JsiiCrossings count() {
        try {
            Class<?> inspector = Class.forName("software.amazon.jsii.MessageInspector");
            Field field = Class.forName("software.amazon.jsii.JsiiRuntime").getDeclaredField("messageInspector");
            field.setAccessible(true);
            JsiiCrossings crossings = new JsiiCrossings((ThreadLocal<Object>) field.get(null));
            crossings.hook.set(Proxy.newProxyInstance(
                    inspector.getClassLoader(), new Class<?>[] {inspector}, (proxy, method, arguments) -> {
                        if (arguments != null && "Request".equals(String.valueOf(arguments[1]))) {
                            crossings.requests++;
                        }
                        return null;
                    }));
            return crossings;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("jsii's runtime is not as expected", e);
        }
    }

    /**
     * Tells how many messages Java has sent since the count began.
     *
     * @return the number
     */
    public long requests() {
        return requests;
    }

    @Override
    public void close() {
        hook.remove();
    }
}
