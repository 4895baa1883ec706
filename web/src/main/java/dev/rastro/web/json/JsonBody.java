package dev.rastro.web.json;

import dev.rastro.web.body.Body;
import dev.rastro.web.problem.HttpProblem;
import dev.rastro.web.problem.ProblemException;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** The JSON body of a request: one object, valid in every respect that JSON itself knows. */
public final class JsonBody {

    private static final int DEPTH_MAX = 64;
    private static final char REPLACEMENT = '\uFFFD';

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEPTH_MAX)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    // Otherwise two long fractions could become the same canonical text.
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
                    .disable(JsonNodeFeature.WRITE_NULL_PROPERTIES)
                    .build();

    private final JsonNode root;

    private JsonBody(JsonNode root) {
        this.root = root;
    }

    public static JsonBody parse(Body bytes) {
        JsonNode root = tree(text(bytes));
        if (root.isMissingNode()) {
            throw malformed("the body is empty");
        }
        if (!JsonText.isClean(root)) {
            throw malformed("a string contains a NUL or half of a surrogate pair");
        }
        return new JsonBody(root);
    }

    /** For commands all of whose fields are optional: no body says as much as an empty object. */
    public static JsonBody parseOptional(Body bytes) {
        return bytes.size() == 0 ? new JsonBody(MAPPER.createObjectNode()) : parse(bytes);
    }

    /**
     * Reads the body, and refuses it with everything that is wrong with it.
     *
     * @param shape reads every known field, and builds something that accepts any value: where a
     *     field is wrong it is handed a stand-in, and its result is thrown away
     */
    public <T> T read(Function<Fields, T> shape) {
        var findings = new Findings();
        if (!(root instanceof ObjectNode object)) {
            throw findings.wrongRoot();
        }
        var fields = new Fields(object, "", findings);
        T value = shape.apply(fields);
        fields.refuseUnknown();
        findings.throwIfAny();
        return value;
    }

    /**
     * The same for every way of writing the same content: members sorted, no white space, and none
     * that is {@code null}, which says as much as one that is left out.
     */
    public Body canonical() {
        return Body.of(MAPPER.writeValueAsBytes(root));
    }

    private static JsonNode tree(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (NumberFormatException e) {
            // Not wrapped by Jackson: an exponent such as that of 1e99999999999.
            throw malformed("a number is out of every range");
        } catch (JacksonException e) {
            var place = e.getLocation();
            throw malformed(
                    place == null
                            ? e.getOriginalMessage()
                            : "%s (line %d, column %d)"
                                    .formatted(
                                            firstLine(e.getOriginalMessage()),
                                            place.getLineNr(),
                                            place.getColumnNr()));
        }
    }

    private static String text(Body bytes) {
        String text = bytes.text();
        return text.indexOf(REPLACEMENT) < 0 ? text : strictText(bytes);
    }

    /** Tells the sign that stands for what is not UTF-8 from one that was sent. */
    private static String strictText(Body bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.bytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("the body is not valid UTF-8");
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("not valid JSON");
    }

    private static ProblemException malformed(String detail) {
        return HttpProblem.MALFORMED_JSON.because(detail).exception();
    }
}
