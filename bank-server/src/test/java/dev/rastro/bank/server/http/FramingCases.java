package dev.rastro.bank.server.http;

import java.util.ArrayList;
import java.util.List;

/**
 * Requests whose beginning or end is in doubt, and some in which it is not. What a body holds looks
 * like a request itself, so that whoever loses their place executes it.
 */
final class FramingCases {

    /** One request, but for its method and the path. */
    record Case(String name, boolean refused, String version, String rest) {

        String request(String method, String target) {
            return "%s %s %s%s".formatted(method, target, version, rest);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final String HOST = "\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
    private static final String END = "0\r\n\r\n";

    private final List<Case> cases = new ArrayList<>();
    private final String hidden;
    private final String size;
    private final String length;

    private FramingCases(String hidden) {
        this.hidden = hidden;
        this.size = Integer.toHexString(hidden.length());
        this.length = "Content-Length: " + hidden.length() + "\r\n";
    }

    /**
     * @param hidden a request that must never be executed
     */
    static List<Case> around(String hidden) {
        var table = new FramingCases(hidden);
        table.addSizes();
        table.addChunks();
        table.addTrailers();
        table.addLengths();
        table.addCodings();
        table.addHeaders();
        table.addVersions();
        return table.cases;
    }

    private void addSizes() {
        for (var wrong :
                List.of(
                        "",
                        "zz",
                        "-1",
                        "+" + size,
                        "0x" + size,
                        " " + size,
                        "\t" + size,
                        size + " ",
                        size + " x",
                        size + "x",
                        size + ",",
                        size + "\u0000",
                        size + "\r",
                        "ffffffffffffffff",
                        "fffffffffffffffff",
                        "7fffffffffffffff",
                        size + ";\u0001=b",
                        size + ";a=\"",
                        ";a=b",
                        "1 " + size)) {
            refuse("size <" + wrong + ">", CHUNKED, wrong + "\r\n" + hidden + "\r\n" + END);
        }
        refuse(
                "an extension of 1 MB",
                CHUNKED,
                size + ";a=" + "b".repeat(1 << 20) + "\r\n" + hidden + "\r\n" + END);
        for (var right :
                List.of(
                        size,
                        size.toUpperCase(java.util.Locale.ROOT),
                        "000" + size,
                        size + ";a=b",
                        size + ";a",
                        size + ";a=\"b;\\\"c\"")) {
            answer("size <" + right + ">", CHUNKED, right + "\r\n" + hidden + "\r\n" + END);
        }
    }

    private void addChunks() {
        var shorter = Integer.toHexString(hidden.length() - 5);
        refuse("a chunk shorter than its data", CHUNKED, shorter + "\r\n" + hidden + "\r\n" + END);
        refuse("surplus after a chunk", CHUNKED, size + "\r\n" + hidden + "xx\r\n" + END);
        refuse("a request after a chunk", CHUNKED, "1\r\nx" + hidden + "\r\n" + END);
        refuse("LF after a size", CHUNKED, size + "\n" + hidden + "\r\n" + END);
        refuse("LF after a chunk", CHUNKED, size + "\r\n" + hidden + "\n" + END);
        refuse("CR after a chunk", CHUNKED, size + "\r\n" + hidden + "\r" + END);
        refuse("nothing after a chunk", CHUNKED, size + "\r\n" + hidden + END);
        refuse("LF after the last size", CHUNKED, size + "\r\n" + hidden + "\r\n0\n\r\n");
        answer("two chunks", CHUNKED, "1\r\n{\r\n" + size + "\r\n" + hidden + "\r\n" + END);
    }

    private void addTrailers() {
        var chunk = size + "\r\n" + hidden + "\r\n0\r\n";
        answer("a trailer", CHUNKED, chunk + "X-Sum: 1\r\n\r\n");
        refuse("a trailer without a colon", CHUNKED, chunk + "X-Sum\r\n\r\n");
        refuse("a trailer after LF", CHUNKED, chunk + "X-Sum: 1\n\r\n");
        refuse("a trailer without a name", CHUNKED, chunk + ": 1\r\n\r\n");
        refuse("large trailers", CHUNKED, chunk + "X-Sum: 1234567890\r\n".repeat(2000) + "\r\n");
    }

    private void addLengths() {
        answer("a length", length, hidden);
        answer("a length and space", length.replace("\r", " \r"), hidden);
        refuse("two lengths", length + length, hidden);
        refuse("two lengths that differ", "Content-Length: 1\r\n" + length, hidden);
        refuse("two lengths in one", length.replace("\r", ", " + hidden.length() + "\r"), hidden);
        refuse("length and coding", length + CHUNKED, END + hidden);
        refuse("coding and length", CHUNKED + length, size + "\r\n" + hidden + "\r\n" + END);
        refuse("a length of zero and coding", "Content-Length: 0\r\n" + CHUNKED, END + hidden);
        for (var wrong :
                List.of("", "+5", "-5", "5x", "0x5", "5 5", "5;", "99999999999999999999", "1e2")) {
            refuse("length <" + wrong + ">", "Content-Length: " + wrong + "\r\n", hidden);
        }
    }

    private void addCodings() {
        for (var wrong :
                List.of(
                        "",
                        "identity",
                        "gzip",
                        "gzip, chunked",
                        "chunked, gzip",
                        "xchunked",
                        "chunked, chunked",
                        "chunked;a=b",
                        "\"chunked\"",
                        ", chunked",
                        "chunked,",
                        "\u000bchunked",
                        "chunk ed")) {
            refuse(
                    "coding <" + wrong + ">",
                    "Transfer-Encoding: " + wrong + "\r\n",
                    size + "\r\n" + hidden + "\r\n" + END);
        }
        refuse("two codings", CHUNKED + CHUNKED, size + "\r\n" + hidden + "\r\n" + END);
        answer("CHUNKED", CHUNKED.replace("chunked", "CHUNKED"), END);
    }

    private void addHeaders() {
        refuse("space before a colon", length.replace(":", " :"), hidden);
        refuse("space before the coding's colon", CHUNKED.replace(":", " :"), END + hidden);
        refuse("a folded line", "X-Fold: a\r\n b\r\n" + length, hidden);
        refuse("a folded coding", "Transfer-Encoding:\r\n chunked\r\n", END + hidden);
        refuse("an empty name", ": x\r\n" + length, hidden);
        refuse("no colon", "X-None\r\n" + length, hidden);
        refuse("NUL in a name", "X\u0000: a\r\n" + length, hidden);
        refuse("NUL in a value", "X-Nul: a\u0000b\r\n" + length, hidden);
        refuse("CR in a value", "X-Cr: a\rb\r\n" + length, hidden);
        refuse("a header after LF", "X-Lf: a\n" + length, hidden);
        refuse("headers after LF", length.replace("\r", ""), hidden);
        refuse("a control character in a name", "X-\u0007: a\r\n" + length, hidden);
        refuse("a space in a name", "X Y: a\r\n" + length, hidden);
        refuse("a second host", "Host: example.org\r\n" + length, hidden);
        refuse("a large header", "X-Large: " + "x".repeat(17_000) + "\r\n" + length, hidden);
        refuse("many headers", "X-Many: 1234567890\r\n".repeat(2_000) + length, hidden);
    }

    private void addVersions() {
        for (var wrong : List.of("", "HTTP/0.9", "HTTP/2.0", "HTTP/3", "HTTP/1.1 x", "x", "HTTP")) {
            cases.add(
                    new Case(
                            "version <" + wrong + ">",
                            true,
                            wrong,
                            HOST + length + "\r\n" + hidden));
        }
        var noHost = "\r\nContent-Type: application/json\r\n" + length + "\r\n" + hidden;
        cases.add(new Case("no host", true, "HTTP/1.1", noHost));
        cases.add(
                new Case(
                        "LF after the first line",
                        true,
                        "HTTP/1.1",
                        HOST.replaceFirst("\r", "") + length + "\r\n" + hidden));
        cases.add(new Case("HTTP/1.0", false, "HTTP/1.0", noHost));
        cases.add(
                new Case(
                        "HTTP/1.0 that stays",
                        false,
                        "HTTP/1.0",
                        "\r\nConnection: keep-alive" + HOST + length + "\r\n" + hidden));
        cases.add(
                new Case(
                        "HTTP/1.0 in chunks",
                        true,
                        "HTTP/1.0",
                        HOST + CHUNKED + "\r\n" + size + "\r\n" + hidden + "\r\n" + END));
    }

    private void refuse(String name, String headers, String body) {
        cases.add(new Case(name, true, "HTTP/1.1", HOST + headers + "\r\n" + body));
    }

    private void answer(String name, String headers, String body) {
        cases.add(new Case(name, false, "HTTP/1.1", HOST + headers + "\r\n" + body));
    }
}
