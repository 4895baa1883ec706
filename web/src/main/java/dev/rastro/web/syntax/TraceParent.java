package dev.rastro.web.syntax;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header {@code traceparent} of W3C Trace Context. */
public final class TraceParent {

    /** Version 00 ends here; later versions may go on behind a dash. */
    private static final Pattern FORMAT =
            Pattern.compile(
                    "(?!ff)(?<version>[0-9a-f]{2})-(?!0{32})(?<high>[0-9a-f]{16})(?<low>[0-9a-f]{16})"
                        + "-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?<rest>-.*)?");

    private static final int HEX = 16;

    private TraceParent() {}

    /** The trace id; empty where the header is missing, repeated or not valid. */
    public static Optional<UUID> traceId(List<String> values) {
        if (values.size() != 1) {
            return Optional.empty();
        }
        Matcher match = FORMAT.matcher(values.getFirst());
        boolean valid =
                match.matches()
                        && (match.group("rest") == null || !match.group("version").equals("00"));
        return valid
                ? Optional.of(new UUID(bits(match.group("high")), bits(match.group("low"))))
                : Optional.empty();
    }

    private static long bits(String hex) {
        return Long.parseUnsignedLong(hex, HEX);
    }
}
