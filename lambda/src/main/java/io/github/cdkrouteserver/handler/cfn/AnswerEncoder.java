package io.github.cdkrouteserver.handler.cfn;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.cdkrouteserver.handler.core.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes an answer that CloudFormation accepts: at most 4096 bytes, whatever the reason is. */
public final class AnswerEncoder {
    private static final int LARGEST_ANSWER = 4096;

    /** Why a request that was fulfilled fails all the same. */
    public static final String TOO_LARGE = "the attributes do not fit into an answer of " + LARGEST_ANSWER + " bytes";

    private static final String CUT = "...";

    private AnswerEncoder() {}

    /**
     * Tells whether an answer can carry all of its data; a reason is cut where it has to be.
     *
     * @param to whom it answers
     * @param outcome what it says
     * @return false where it would be too large even without a reason
     */
    public static boolean fits(Answerable to, Outcome outcome) {
        return write(to, outcome, "").length <= LARGEST_ANSWER;
    }

    /**
     * Writes an answer; one whose data does not fit says that it failed.
     *
     * @param to whom it answers
     * @param outcome what it says
     * @return JSON in UTF-8
     */
    public static byte[] encode(Answerable to, Outcome outcome) {
        if (!outcome.data().isEmpty() && !fits(to, outcome)) {
            return encode(to, Outcome.failure(outcome.physicalId(), TOO_LARGE));
        }
        String reason = printable(outcome.reason());
        byte[] answer = write(to, outcome, reason);
        int keep = reason.length();
        while (answer.length > LARGEST_ANSWER && keep > 0) {
            // A character takes at most 6 bytes, so that too few are cut at first rather than too many.
            keep = Math.max(0, keep - Math.max(1, (answer.length - LARGEST_ANSWER) / 6));
            answer = write(to, outcome, printable(reason.substring(0, keep)) + CUT);
        }
        return answer;
    }

    private static byte[] write(Answerable to, Outcome outcome, String reason) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("Status", outcome.success() ? "SUCCESS" : "FAILED");
            if (!reason.isEmpty()) {
                json.writeStringField("Reason", reason);
            }
            json.writeStringField("PhysicalResourceId", outcome.physicalId());
            json.writeStringField("StackId", to.stackId());
            json.writeStringField("RequestId", to.requestId());
            json.writeStringField("LogicalResourceId", to.logicalId());
            json.writeObjectFieldStart("Data");
            for (Map.Entry<String, String> attribute : outcome.data().entrySet()) {
                json.writeStringField(attribute.getKey(), attribute.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** AWS's messages may quote anything; control characters and halves of characters do not belong in an answer. */
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? ' ' : c)
                .forEach(printable::appendCodePoint);
        return printable.toString();
    }
}
