package dev.rastro.web.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Answers in fewer bytes. Who can both put text into an answer and see its length may guess from
 * the length what else is in it (BREACH), and a page of another site can make a browser ask. So
 * what a browser asks for such a page is never compressed.
 */
public final class Compression {

    /** What asks for itself; who is no browser does not say from where it asks. */
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private static final Pattern REFUSED = Pattern.compile("q=0(\\.0*)?");

    private Compression() {}

    /**
     * Whether a client takes gzip.
     *
     * @param headers all values of a header field
     */
    public static boolean isTaken(Function<String, List<String>> headers) {
        return headers.apply("Accept-Encoding").stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(value -> value.split(";", 2))
                .anyMatch(value ->
                        value[0].strip().equalsIgnoreCase("gzip")
                                && !(value.length > 1
                                        && REFUSED.matcher(value[1].strip()).matches()));
    }

    /** Whether it is taken, and nobody learns anything by the length. */
    public static boolean isSafe(Function<String, List<String>> headers) {
        return isTaken(headers) && OWN.containsAll(headers.apply("Sec-Fetch-Site"));
    }

    public static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream(bytes.length / 4);
        try (var gzip = new FastGzip(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Answers are made once for each who asks. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
