package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** The intrinsic functions that need nothing but their evaluated arguments. */
final class Intrinsics {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Intrinsics() {}

    static JsonNode join(JsonNode argument) {
        requireArray("Fn::Join", argument, 2, 2);
        List<String> parts = new ArrayList<>();
        requireList("Fn::Join", argument.get(1)).forEach(part -> parts.add(text("Fn::Join", part)));
        return TextNode.valueOf(String.join(text("Fn::Join", argument.get(0)), parts));
    }

    static JsonNode split(JsonNode argument) {
        requireArray("Fn::Split", argument, 2, 2);
        ArrayNode parts = NODES.arrayNode();
        String delimiter = Pattern.quote(text("Fn::Split", argument.get(0)));
        for (String part : text("Fn::Split", argument.get(1)).split(delimiter, -1)) {
            parts.add(part);
        }
        return parts;
    }

    static JsonNode select(JsonNode argument) {
        requireArray("Fn::Select", argument, 2, 2);
        int index = Integer.parseInt(text("Fn::Select", argument.get(0)));
        JsonNode list = requireList("Fn::Select", argument.get(1));
        if (index < 0 || index >= list.size()) {
            throw new TemplateException("Template error: Fn::Select cannot select nonexistent value at index " + index);
        }
        return list.get(index);
    }

    static JsonNode base64(JsonNode argument) {
        byte[] bytes = text("Fn::Base64", argument).getBytes(StandardCharsets.UTF_8);
        return TextNode.valueOf(Base64.getEncoder().encodeToString(bytes));
    }

    static JsonNode length(JsonNode argument) {
        return NODES.numberNode(requireList("Fn::Length", argument).size());
    }

    /** Cuts count blocks that leave the given number of host bits from the front of an address range. */
    static JsonNode cidr(JsonNode argument) {
        requireArray("Fn::Cidr", argument, 2, 3);
        String[] block = text("Fn::Cidr", argument.get(0)).split("/");
        int count = Integer.parseInt(text("Fn::Cidr", argument.get(1)));
        try {
            byte[] address = InetAddress.getByName(block[0]).getAddress();
            int width = address.length * 8;
            int hostBits = argument.size() == 3
                    ? Integer.parseInt(text("Fn::Cidr", argument.get(2)))
                    : width - Integer.parseInt(block[1]) - log2(count);
            BigInteger step = BigInteger.ONE.shiftLeft(hostBits);
            BigInteger end = BigInteger.ONE.shiftLeft(width - Integer.parseInt(block[1]));
            if (step.multiply(BigInteger.valueOf(count)).compareTo(end) > 0) {
                throw new TemplateException("Template error: Fn::Cidr: " + count + " blocks with " + hostBits
                        + " host bits do not fit in " + String.join("/", block));
            }
            ArrayNode blocks = NODES.arrayNode();
            BigInteger start = new BigInteger(1, address);
            for (int i = 0; i < count; i++) {
                BigInteger next = start.add(step.multiply(BigInteger.valueOf(i)));
                blocks.add(address(next, address.length) + "/" + (width - hostBits));
            }
            return blocks;
        } catch (UnknownHostException e) {
            throw new TemplateException("Template error: Fn::Cidr: not an address range: " + argument.get(0));
        }
    }

    /** Returns a scalar as text: CloudFormation knows no other scalars at this point. */
    static String text(String function, JsonNode value) {
        if (value == null || !value.isValueNode() || value.isNull()) {
            throw new TemplateException(
                    "Template error: every " + function + " argument must be a string, not " + value);
        }
        return value.asText();
    }

    /** Returns the node as a list; a comma separated string counts as one, as list parameters do. */
    static JsonNode requireList(String function, JsonNode value) {
        if (value == null || !value.isArray()) {
            throw new TemplateException("Template error: " + function + " needs a list, not " + value);
        }
        return value;
    }

    static void requireArray(String function, JsonNode argument, int min, int max) {
        if (!argument.isArray() || argument.size() < min || argument.size() > max) {
            throw new TemplateException("Template error: " + function + " takes a list of " + min + " to " + max
                    + " arguments, not " + argument);
        }
    }

    private static int log2(int count) {
        return 32 - Integer.numberOfLeadingZeros(Math.max(1, count) - 1);
    }

    private static String address(BigInteger value, int bytes) throws UnknownHostException {
        byte[] raw = value.toByteArray();
        byte[] padded = new byte[bytes];
        int length = Math.min(raw.length, bytes);
        System.arraycopy(raw, raw.length - length, padded, bytes - length, length);
        return InetAddress.getByAddress(padded).getHostAddress();
    }
}
