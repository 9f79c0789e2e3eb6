package io.github.cdkrouteserver.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cdkrouteserver.handler.Invocation;
import io.github.cdkrouteserver.handler.Log;
import io.github.cdkrouteserver.handler.Recollection;
import io.github.cdkrouteserver.handler.Surroundings;
import io.github.cdkrouteserver.handler.core.AwsFailure;
import io.github.cdkrouteserver.handler.core.RouteServers;
import io.github.cdkrouteserver.handler.core.Time;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sends the function what nobody should: it must neither crash nor hang, nor ask anything of AWS. */
class InputFuzzTest {
    private static final int INPUTS = 100_000;
    private static final long SEED = 20_260_101;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String URL = "http://127.0.0.1:1/answer?X-Amz-Signature=5ec2e7";

    private final Random random = new Random(SEED);
    private final AtomicInteger calls = new AtomicInteger();
    private final StringBuilder log = new StringBuilder();
    private final Map<String, Integer> kinds = new TreeMap<>();
    private long now;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void handle_whatIsNotAValidEvent_asksNothingOfAws() throws IOException {
        int valid = 0;
        for (int i = 0; i < INPUTS; i++) {
            byte[] input = input();
            boolean isValid = isValid(input);
            calls.set(0);
            log.setLength(0);
            invocation().handle(new ByteArrayInputStream(input));
            if (isValid) {
                valid++;
            } else {
                assertThat(calls)
                        .as(() -> "AWS calls for " + new String(input, StandardCharsets.UTF_8))
                        .hasValue(0);
            }
            assertThat(log.indexOf("5ec2e7"))
                    .as(() -> "response URL in the log for " + new String(input, StandardCharsets.UTF_8))
                    .isNegative();
        }
        System.out.println("fuzzing: " + INPUTS + " inputs, " + valid + " of them valid after all; " + kinds);
        assertThat(valid).isLessThan(INPUTS / 2);
    }

    private Invocation invocation() {
        RouteServers servers = (RouteServers) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RouteServers.class}, (proxy, method, arguments) -> {
                    calls.incrementAndGet();
                    throw new AwsFailure(AwsFailure.Kind.OTHER, method.getName(), "Refused", "no", "r", null);
                });
        Time time = new Time() {
            @Override
            public long nowMillis() {
                // Each look at the clock takes long, so that nothing is tried for long.
                now += 20_000;
                return now;
            }

            @Override
            public Instant now() {
                return Instant.EPOCH.plusMillis(now);
            }

            @Override
            public void sleep(long millis) {
                now += 1_000_000;
            }
        };
        return new Invocation(
                servers,
                time,
                random,
                new Log(log::append),
                new Recollection(),
                new Surroundings(World.FUNCTION, "stream", World.FUNCTION_MILLIS));
    }

    private byte[] input() {
        int dice = random.nextInt(100);
        if (dice < 45) {
            return kind("one field made invalid", bytes(withHostileField()));
        }
        if (dice < 80) {
            return kind("bytes changed", withBytesChanged());
        }
        if (dice < 90) {
            return kind("cut off", cutOff());
        }
        if (dice < 97) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            return kind("noise", noise);
        }
        if (dice == 97) {
            return kind("deeply nested", nested());
        }
        return kind("many fields", bytes(crowded()));
    }

    private byte[] kind(String name, byte[] input) {
        kinds.merge(name, 1, Integer::sum);
        // Few, because they take long to make; the limit they test is the same each time.
        if (random.nextInt(2_000) == 0) {
            kinds.merge("huge", 1, Integer::sum);
            byte[] huge = new byte[1024 * 1024 + 1 + random.nextInt(1024)];
            Arrays.fill(huge, (byte) ' ');
            System.arraycopy(input, 0, huge, 0, Math.min(input.length, huge.length));
            return huge;
        }
        return input;
    }

    private ObjectNode event() {
        Props props = Props.plain().withSns(random.nextBoolean()).withTags(Map.of("Name", "n"));
        String type = pick(List.of("Create", "Update", "Delete"));
        Event event = new Event(
                1,
                type,
                pick(List.of("rs-1", "net-Rs-1ABC", "route-server/not-created/00")),
                props,
                props.withAsn(65_000),
                Instant.EPOCH,
                "r-1",
                URL);
        return (ObjectNode) Event.read(new String(event.json(), StandardCharsets.UTF_8));
    }

    private ObjectNode withHostileField() {
        ObjectNode event = event();
        switch (random.nextInt(7)) {
            case 0 -> event.put("ResponseURL", pick(HOSTILE_URLS));
            case 1 -> event.put("StackId", pick(HOSTILE_STACKS));
            case 2 -> event.put("RequestType", pick(List.of("create", "", "Read", "CREATE", "Create ", "null")));
            case 3 -> event.put(pick(List.of("RequestId", "LogicalResourceId")), pick(HOSTILE_TEXTS));
            case 4 -> event.set(pick(FIELDS), pick(HOSTILE_NODES));
            case 5 -> event.remove(pick(List.of("ResponseURL", "StackId", "RequestType", "RequestId")));
            default -> {
                event.put("RequestType", "Create");
                ((ObjectNode) event.get("ResourceProperties"))
                        .set(
                                pick(List.of("AmazonSideAsn", "Timeout", "SnsNotificationsEnabled", "Tags")),
                                pick(HOSTILE_NODES));
            }
        }
        return event;
    }

    private static final List<String> FIELDS =
            List.of("RequestType", "ResponseURL", "StackId", "RequestId", "LogicalResourceId", "ResourceProperties");
    private static final List<String> HOSTILE_URLS = List.of(
            "",
            "http://example.com/",
            "http://169.254.169.254/latest/meta-data/",
            "ftp://127.0.0.1/",
            "file:///etc/passwd",
            "http://user@127.0.0.1/",
            "http://127.0.0.1.example.com/",
            "http://127.0.0.1@example.com/",
            "http://[::2]/",
            "http://0x7f000001/",
            "//127.0.0.1/",
            "jar:http://127.0.0.1!/",
            "http:",
            "http:/\\127.0.0.1",
            "http://127.0.0.1:99999999999/",
            "http://127.0.0.1:65536/",
            "https://localhost:70000/",
            "http://127.0.0.1 /",
            "javascript:alert(1)",
            "x".repeat(20_000));
    private static final List<String> HOSTILE_STACKS = List.of(
            "",
            "arn:aws:cloudformation:eu-west-1:123456789012:stack/net/0a1b",
            "arn:aws:cloudformation:us-east-1:999999999999:stack/net/0a1b",
            "arn:aws:cloudformation:us-east-1:123456789012:stack/*/0a1b",
            "arn:aws:cloudformation:us-east-1:123456789012:stack/net",
            "arn:aws:cloudformation:us-east-1:123456789012:stack/net/0a1b ",
            "arn:aws:cloudformation:us-east-1:123456789012:stack/net/0a1b\n",
            "arn:aws:ec2:us-east-1:123456789012:stack/net/0a1b",
            "arn:aws:cloudformation:us-east-1:12345678901:stack/net/0a1b",
            "net");
    private static final List<String> HOSTILE_TEXTS = List.of(
            "", "a b", "a\nb", "a\u0000b", "*", "\u00e9", "a?b", "\"", "x".repeat(300), "\ud800", "<a>", "${a}");
    private static final List<JsonNode> HOSTILE_NODES = List.of(
            node("[]"),
            node("[[[[]]]]"),
            node("[1,2]"),
            node("{\"a\":{\"b\":[]}}"),
            node("[{\"Key\":1}]"),
            node("[{\"Key\":\"a\",\"Value\":[]}]"),
            node("-1"),
            node("1e400"),
            node("0.5"),
            node("\"1E999999999\""),
            node("\"NaN\""),
            node("\"99999999999999999999\""),
            node("\"\\u0000\""),
            node("\"" + "9".repeat(5_000) + "\""));

    private static JsonNode node(String json) {
        return Event.read(json);
    }

    private ObjectNode crowded() {
        ObjectNode event = withHostileField();
        for (int i = 0; i < 500; i++) {
            event.put("field" + i, i);
        }
        return event;
    }

    private byte[] withBytesChanged() {
        byte[] bytes = bytes(event());
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            bytes[random.nextInt(bytes.length)] = random.nextBoolean()
                    ? (byte) random.nextInt(256)
                    : (byte) "\"{}[],:\\0-e".charAt(random.nextInt(11));
        }
        return bytes;
    }

    private byte[] cutOff() {
        byte[] bytes = bytes(event());
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }

    private byte[] nested() {
        int depth = 33 + random.nextInt(20_000);
        String opening = random.nextBoolean() ? "[" : "{\"a\":";
        return ("{\"ResponseURL\":\"" + URL + "\",\"ResourceProperties\":" + opening.repeat(depth))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What an event must be at least, told without any of the handler's own code. */
    private static boolean isValid(byte[] input) {
        JsonNode event;
        try {
            event = JSON.readTree(input);
        } catch (IOException e) {
            return false;
        }
        String stack = event.path("StackId").asText();
        String url = event.path("ResponseURL").asText();
        boolean addressed = event.path("ResponseURL").isTextual()
                && (url.startsWith("http://127.0.0.1")
                        || url.startsWith("https://")
                        || url.startsWith("http://localhost"))
                && event.path("StackId").isTextual()
                && stack.startsWith("arn:aws")
                && stack.contains(":cloudformation:us-east-1:123456789012:stack/");
        return addressed
                && Set.of("Create", "Update", "Delete")
                        .contains(event.path("RequestType").asText())
                && event.path("RequestId").asText().matches("[A-Za-z0-9_.:/-]{1,256}")
                && event.path("LogicalResourceId").asText().matches("[A-Za-z0-9_.:-]{1,255}")
                && hasValidProperties(event);
    }

    private static boolean hasValidProperties(JsonNode event) {
        JsonNode properties = event.path("ResourceProperties");
        if (event.path("RequestType").asText().equals("Delete")) {
            return properties.isObject() || properties.isMissingNode() || properties.isNull() || properties.isTextual();
        }
        return properties.path("AmazonSideAsn").asText().strip().matches("[0-9.eE+-]{1,40}")
                && !properties.path("AmazonSideAsn").asText().matches("-1|0.5|1e400|1E999999999");
    }

    private static byte[] bytes(JsonNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
