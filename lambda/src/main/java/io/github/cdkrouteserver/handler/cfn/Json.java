package io.github.cdkrouteserver.handler.cfn;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON into maps, lists and strings; every scalar becomes a string, as CloudFormation itself makes it. */
final class Json {
    /** What is nested deeper is left out: no property of ours is, and others are none of our business. */
    private static final int DEEPEST = 32;

    private static final int DEEPEST_LEFT_OUT = 10_000;
    private static final int LONGEST_STRING = RequestDecoder.LARGEST_EVENT;
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST_LEFT_OUT)
                    .maxStringLength(LONGEST_STRING)
                    .maxNameLength(LONGEST_STRING)
                    .build())
            .build();

    private Json() {}

    static Map<String, Object> readObject(byte[] text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidRequestException("the event is not a JSON object");
            }
            Map<String, Object> object = object(parser, 1);
            if (parser.nextToken() != null) {
                throw new InvalidRequestException("the event is more than one JSON object");
            }
            return object;
        }
    }

    private static Map<String, Object> object(JsonParser parser, int depth) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser, depth + 1));
        }
        return object;
    }

    private static Object value(JsonParser parser, int depth) throws IOException {
        if (depth > DEEPEST && parser.currentToken().isStructStart()) {
            parser.skipChildren();
            return null;
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, depth);
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser, depth + 1));
                }
                yield list;
            }
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }
}
