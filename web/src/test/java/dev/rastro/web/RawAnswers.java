package dev.rastro.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a server has sent, cut into answers by the lengths that they announce. */
public final class RawAnswers {

    private RawAnswers() {}

    /**
     * @param method of the first request; the others are no HEAD. Whoever is refused before the
     *     server has understood the method may have a body even so
     */
    public static List<Integer> statuses(String method, String sent) {
        var found = new ArrayList<Integer>();
        String rest = sent;
        while (!rest.isEmpty()) {
            int end = rest.indexOf("\r\n\r\n") + 4;
            if (end < 4 || !rest.startsWith("HTTP/1.1 ")) {
                throw new AssertionError("no answer: " + rest);
            }
            String head = rest.substring(0, end);
            boolean first = found.isEmpty();
            found.add(Integer.valueOf(head.substring(9, 12)));
            rest = rest.substring(end);
            boolean bodiless = first && method.equals("HEAD") && !rest.startsWith("{\"type\"");
            rest = rest.substring(bodiless || isEmpty(found.getLast()) ? 0 : length(head));
        }
        return found;
    }

    private static boolean isEmpty(int status) {
        return status == 204 || status == 304;
    }

    static int length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
    }
}
