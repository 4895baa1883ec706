package dev.rastro.web.syntax;

import dev.rastro.web.problem.HttpProblem;
import dev.rastro.web.problem.ProblemException;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Decodes paths and queries, and refuses what is not percent-encoded UTF-8 with a {@link
 * ProblemException}.
 */
public final class PercentEncoding {

    private static final int ESCAPE_LENGTH = 3;
    private static final int HEX = 16;
    private static final Pattern ESCAPE = Pattern.compile("%([0-9a-fA-F]{2})");
    private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]");

    private PercentEncoding() {}

    /** What is between the slashes: cut first and decoded then, so that {@code %2F} is no cut. */
    public static List<String> decodeSegments(String path) {
        String relative = path.startsWith("/") ? path.substring(1) : path;
        var segments = new ArrayList<String>();
        for (String segment : relative.split("/", -1)) {
            segments.add(decode(segment, false));
        }
        return segments;
    }

    /** The path with no needless escape: two that mean the same become equal (RFC 3986, 6.2.2). */
    public static String normalized(String path) {
        return ESCAPE.matcher(path).replaceAll(PercentEncoding::normalized);
    }

    private static String normalized(MatchResult escape) {
        char sign = (char) Integer.parseInt(escape.group(1), HEX);
        return UNRESERVED.matcher(String.valueOf(sign)).matches()
                ? String.valueOf(sign)
                : escape.group().toUpperCase(Locale.ROOT);
    }

    /** Names in the order of their first value, each with all its values in order. */
    public static Map<String, List<String>> decodeQuery(String query) {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1), true);
            parameters.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        }
        return parameters;
    }

    private static String decode(String text, boolean plusIsSpace) {
        if (isPlain(text, plusIsSpace)) {
            return text;
        }
        var bytes = new ByteArrayOutputStream(text.length());
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%') {
                bytes.write(escaped(raw, i));
                i += ESCAPE_LENGTH - 1;
            } else {
                bytes.write(plusIsSpace && raw[i] == '+' ? ' ' : raw[i]);
            }
        }
        return utf8(bytes.toByteArray());
    }

    /** Almost all that is ever sent: visible ASCII in which nothing is escaped. */
    private static boolean isPlain(String text, boolean plusIsSpace) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '!' || c > '~' || c == '%' || (plusIsSpace && c == '+')) {
                return false;
            }
        }
        return true;
    }

    private static int escaped(byte[] raw, int at) {
        int high = at + 2 < raw.length ? Character.digit(raw[at + 1], HEX) : -1;
        int low = at + 2 < raw.length ? Character.digit(raw[at + 2], HEX) : -1;
        if (high < 0 || low < 0) {
            throw invalid();
        }
        return high * HEX + low;
    }

    private static String utf8(byte[] bytes) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (text.indexOf('\0') >= 0) {
                throw invalid();
            }
            return text;
        } catch (CharacterCodingException e) {
            throw invalid();
        }
    }

    private static ProblemException invalid() {
        return HttpProblem.BAD_REQUEST
                .because("the path or the query is not valid percent-encoded UTF-8")
                .exception();
    }
}
