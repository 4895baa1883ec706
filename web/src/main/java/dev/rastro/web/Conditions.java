package dev.rastro.web;

import dev.rastro.web.body.Body;
import dev.rastro.web.problem.HttpProblem;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** What a client that knows an earlier answer to its question wants to hear (RFC 9110). */
final class Conditions {

    private Conditions() {}

    /** The answer itself, or that it is the known one; refuses where it is not the wanted one. */
    static Response apply(Headers headers, Response found) {
        String tag = found.headers().get("ETag");
        if (tag == null || found.status() != 200) {
            return found;
        }
        List<String> wanted = tags(headers, "If-Match");
        if (!wanted.isEmpty() && !wanted.contains("*") && (isWeak(tag) || !wanted.contains(tag))) {
            throw HttpProblem.VERSION_MISMATCH.because("the ETag is " + tag).exception();
        }
        boolean known =
                tags(headers, "If-None-Match").stream()
                        .anyMatch(it -> it.equals("*") || opaque(it).equals(opaque(tag)));
        return known ? notModified(found) : found;
    }

    private static Response notModified(Response found) {
        var headers = new LinkedHashMap<>(found.headers());
        headers.remove("Content-Type");
        headers.remove("Content-Encoding");
        return new Response(304, headers, Body.empty(), Optional.empty());
    }

    private static List<String> tags(Headers headers, String name) {
        return headers.all(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .toList();
    }

    private static boolean isWeak(String tag) {
        return tag.startsWith("W/");
    }

    private static String opaque(String tag) {
        return isWeak(tag) ? tag.substring(2) : tag;
    }
}
