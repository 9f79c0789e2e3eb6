package io.github.cdkrouteserver.handler.cfn;

import io.github.cdkrouteserver.handler.core.ResourceRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads what Lambda delivers. Anyone who may invoke the function can send anything, so nothing is taken on trust. */
public final class RequestDecoder {
    static final int LARGEST_EVENT = 1024 * 1024;
    private static final int LONGEST_URL = 16 * 1024;
    private static final Map<String, ResourceRequest.Type> TYPES = Map.of(
            "Create", ResourceRequest.Type.CREATE,
            "Update", ResourceRequest.Type.UPDATE,
            "Delete", ResourceRequest.Type.DELETE);
    private static final String UNKNOWN = "unknown";
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9_.:/-]{1,256}");
    private static final Pattern LOGICAL_ID = Pattern.compile("[A-Za-z0-9_.:-]{1,255}");
    /** Longer than any stack's ARN: name, Region and what is fixed in it make less than 300 characters. */
    private static final Pattern ANY_STACK_ID = Pattern.compile("[A-Za-z0-9_.:/+-]{1,512}");

    private static final Pattern PHYSICAL_ID = Pattern.compile("[\\x20-\\x7e]{1,1024}");

    private RequestDecoder() {}

    /**
     * Reads a request.
     *
     * @param event the event that Lambda delivered
     * @param functionArn ARN of the function it was delivered to
     * @return the request
     * @throws InvalidRequestException where it is not a request of CloudFormation
     * @throws IOException where the event cannot be read
     */
    public static CfnRequest decode(InputStream event, String functionArn) throws IOException {
        byte[] text = event.readNBytes(LARGEST_EVENT + 1);
        if (text.length > LARGEST_EVENT) {
            throw new InvalidRequestException("the event is larger than " + LARGEST_EVENT + " bytes");
        }
        Map<String, Object> fields = read(text);
        ResponseUrl url = ResponseUrl.parse(required(fields, "ResponseURL", LONGEST_URL));
        Answerable answerable = new Answerable(
                url,
                echo(fields, "StackId", ANY_STACK_ID, UNKNOWN),
                echo(fields, "RequestId", REQUEST_ID, UNKNOWN),
                echo(fields, "LogicalResourceId", LOGICAL_ID, UNKNOWN),
                echo(fields, "PhysicalResourceId", PHYSICAL_ID, ""));
        try {
            CfnRequest request = decode(fields, url);
            if (!request.stack().isBeside(functionArn)) {
                throw new InvalidRequestException(
                        "StackId is in another partition, account or Region than this function");
            }
            return request;
        } catch (InvalidRequestException e) {
            throw new InvalidRequestException(e.getMessage(), answerable);
        }
    }

    private static Map<String, Object> read(byte[] text) {
        try {
            return Json.readObject(text);
        } catch (IOException e) {
            // Its text may quote the event, and with it the response URL.
            throw new InvalidRequestException("the event is not JSON that can be read");
        }
    }

    private static CfnRequest decode(Map<String, Object> fields, ResponseUrl url) {
        ResourceRequest.Type type = TYPES.get(required(fields, "RequestType", LONGEST_URL));
        if (type == null) {
            throw new InvalidRequestException("RequestType is none of Create, Update and Delete");
        }
        String physicalId =
                type == ResourceRequest.Type.CREATE ? "" : matching(fields, "PhysicalResourceId", PHYSICAL_ID);
        return new CfnRequest(
                type,
                matching(fields, "RequestId", REQUEST_ID),
                StackId.parse(required(fields, "StackId", LONGEST_URL)),
                url,
                matching(fields, "LogicalResourceId", LOGICAL_ID),
                physicalId,
                object(fields, "ResourceProperties"),
                object(fields, "OldResourceProperties"));
    }

    private static String required(Map<String, Object> fields, String name, int longest) {
        if (fields.get(name) instanceof String text && !text.isEmpty() && text.length() <= longest) {
            return text;
        }
        throw new InvalidRequestException(name + " is missing or not a string of at most " + longest + " characters");
    }

    private static String matching(Map<String, Object> fields, String name, Pattern form) {
        if (fields.get(name) instanceof String text && form.matcher(text).matches()) {
            return text;
        }
        throw new InvalidRequestException(name + " is missing or malformed");
    }

    /** What an answer can repeat of a field that may be anything; all of them together leave room for a reason. */
    private static String echo(Map<String, Object> fields, String name, Pattern form, String otherwise) {
        return fields.get(name) instanceof String text && form.matcher(text).matches() ? text : otherwise;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<String, Object> fields, String name) {
        Object value = fields.get(name);
        if (value == null || value.equals("")) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new InvalidRequestException(name + " is not an object");
    }
}
