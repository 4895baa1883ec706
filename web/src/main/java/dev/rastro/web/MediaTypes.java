package dev.rastro.web;

import dev.rastro.web.problem.HttpProblem;
import dev.rastro.web.problem.ProblemException;
import dev.rastro.web.syntax.Accept;

import java.util.Arrays;
import java.util.List;

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
     * The type that the client wants most among those that can be given. Refusals are sent in any
     * case; this is about the answer to a request that succeeds.
     */
    static String choose(Headers headers, List<String> given) {
        return Accept.of(headers.all("Accept"))
                .best(given)
                .orElseThrow(() ->
                        HttpProblem.NOT_ACCEPTABLE
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

    private static ProblemException unsupported(String detail) {
        return HttpProblem.UNSUPPORTED_MEDIA_TYPE
                .because(detail)
                .header("Accept-Post", "application/json")
                .exception();
    }
}
