package dev.rastro.web.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Why a request was refused (RFC 9457).
 *
 * @param extensions further members for programs, such as the balance that did not suffice
 * @param headers what the answer says beside its body, such as {@code Retry-After}
 */
public record Problem(
        ProblemType code,
        String detail,
        List<FieldError> errors,
        Map<String, Object> extensions,
        Map<String, String> headers) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final int QUOTED_LENGTH_MAX = 1000;

    public static Problem of(ProblemType code, String detail) {
        return new Problem(code, quoted(detail), List.of(), Map.of(), Map.of());
    }

    /** As much of a text as an answer repeats: what was sent may be of any length. */
    public static String quoted(String text) {
        if (text.length() <= QUOTED_LENGTH_MAX) {
            return text;
        }
        int end = QUOTED_LENGTH_MAX - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
                + "…";
    }

    public Problem errors(List<FieldError> errors) {
        return new Problem(code, detail, List.copyOf(errors), extensions, headers);
    }

    public Problem with(String member, Object value) {
        return new Problem(code, detail, errors, plus(extensions, member, value), headers);
    }

    public Problem header(String name, String value) {
        return new Problem(code, detail, errors, extensions, plus(headers, name, value));
    }

    public Problem retryAfter(Duration delay) {
        return header("Retry-After", Long.toString(Math.max(1, delay.toSeconds())));
    }

    public ProblemException exception() {
        return new ProblemException(this);
    }

    /** The members of the document, in the order in which people like to read them. */
    public Map<String, Object> document(UUID requestId) {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", code.type());
        members.put("code", code.code());
        members.put("title", code.title());
        members.put("status", code.status());
        members.put("detail", detail);
        members.put("request_id", requestId.toString());
        if (!errors.isEmpty()) {
            members.put("errors", errors.stream().map(Problem::members).toList());
        }
        extensions.forEach(members::putIfAbsent);
        return members;
    }

    private static Map<String, Object> members(FieldError error) {
        var members = new LinkedHashMap<String, Object>();
        members.put("pointer", error.pointer());
        members.put("code", error.code().code());
        members.put("detail", error.detail());
        return members;
    }

    private static <V> Map<String, V> plus(Map<String, V> map, String key, V value) {
        var result = new LinkedHashMap<String, V>(map);
        result.put(key, value);
        return Map.copyOf(result);
    }
}
