package dev.rastro.bank.server.http;

import dev.rastro.bank.server.http.problem.ProblemCode;
import dev.rastro.bank.server.http.problem.ProblemException;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What we take, and whether the client takes what we give. */
final class MediaTypes {

    private MediaTypes() {}

    /** Demanding JSON also keeps browsers from sending a command from a foreign page unasked. */
    static void requireJson(Headers headers) {
        if (headers.first("Content-Encoding").isPresent()) {
            throw unsupported("the body must not be compressed");
        }
        List<String> types = headers.all("Content-Type");
        if (types.size() != 1 || !isJson(types.getFirst())) {
            throw unsupported("the body must be application/json in UTF-8");
        }
    }

    /**
     * The type that the client names first among those that can be given. Refusals are sent in any
     * case; this is about the answer to a request that succeeds.
     */
    static String choose(Headers headers, List<String> given) {
        List<String> accepted = headers.all("Accept");
        if (accepted.isEmpty()) {
            return given.getFirst();
        }
        List<String> ranges =
                accepted.stream()
                        .flatMap(value -> Arrays.stream(value.split(",", -1)))
                        .map(range -> range.strip().toLowerCase(Locale.ROOT))
                        .filter(range -> !range.isEmpty())
                        .toList();
        if (ranges.isEmpty()) {
            return given.getFirst();
        }
        return ranges.stream()
                .flatMap(range -> given.stream().filter(type -> covers(range, type)).limit(1))
                .findFirst()
                .orElseThrow(() ->
                        ProblemCode.NOT_ACCEPTABLE
                                .because("the answer can be had as " + String.join(", ", given))
                                .exception());
    }

    private static boolean isJson(String type) {
        String[] parts = type.split(";", -1);
        return parts[0].strip().equalsIgnoreCase("application/json")
                && Arrays.stream(parts).skip(1).allMatch(MediaTypes::isHarmless);
    }

    private static boolean isHarmless(String parameter) {
        String[] pair = parameter.strip().split("=", 2);
        return !pair[0].strip().equalsIgnoreCase("charset")
                || (pair.length == 2
                        && pair[1].strip().replace("\"", "").equalsIgnoreCase("utf-8"));
    }

    private static boolean covers(String range, String given) {
        String[] parts = range.split(";", -1);
        String type = parts[0].strip();
        String major = given.substring(0, given.indexOf('/'));
        boolean matches =
                type.equals("*/*") || type.equals(major + "/*") || type.equals(bare(given));
        return matches && Arrays.stream(parts).skip(1).noneMatch(MediaTypes::isRefusal);
    }

    /** A weight of zero means "not this". */
    private static boolean isRefusal(String parameter) {
        return parameter.strip().matches("q=0(\\.0*)?");
    }

    private static String bare(String type) {
        return type.split(";", 2)[0].strip();
    }

    private static ProblemException unsupported(String detail) {
        return ProblemCode.UNSUPPORTED_MEDIA_TYPE
                .because(detail)
                .header("Accept-Post", "application/json")
                .exception();
    }
}
