package dev.rastro.bank.cli.docs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A call of curl.
 *
 * @param path with the query, without scheme, host and port
 * @param body empty for none
 * @param withHeaders whether the answer's status and headers are printed
 */
record Curl(
        String method, String path, Map<String, String> headers, String body, boolean withHeaders) {

    private static final String BANK = "localhost:8080";

    /** From its words, of which the first is {@code curl}. */
    static Curl of(List<String> words) {
        var parse = new Parse();
        var rest = words.iterator();
        rest.next();
        while (rest.hasNext()) {
            var word = rest.next();
            switch (word) {
                case "-X" -> parse.method = rest.next();
                case "-i" -> parse.withHeaders = true;
                case "-H" -> parse.header(rest.next());
                case "-d" -> parse.post(rest.next());
                case "--json" -> {
                    parse.post(rest.next());
                    parse.header("Content-Type: application/json");
                    parse.header("Accept: application/json");
                }
                default -> parse.url(word);
            }
        }
        return parse.done();
    }

    private static final class Parse {
        String method = "GET";
        String path = "";
        String body = "";
        boolean withHeaders;
        final Map<String, String> headers = new LinkedHashMap<>();

        void header(String line) {
            int colon = line.indexOf(": ");
            headers.put(line.substring(0, colon), line.substring(colon + 2));
        }

        void post(String data) {
            method = "POST";
            body = data;
        }

        void url(String word) {
            if (!word.startsWith(BANK + "/")) {
                throw new IllegalArgumentException("neither an option nor our URL: " + word);
            }
            path = word.substring(BANK.length());
        }

        Curl done() {
            return new Curl(method, path, Map.copyOf(headers), body, withHeaders);
        }
    }
}
