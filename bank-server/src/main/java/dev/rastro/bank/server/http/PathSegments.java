package dev.rastro.bank.server.http;

import java.util.Arrays;
import java.util.List;

/** A path, cut at its slashes. */
final class PathSegments {

    private PathSegments() {}

    /** The segments behind the leading slash, as they are written. */
    static List<String> of(String path) {
        String relative = path.startsWith("/") ? path.substring(1) : path;
        return Arrays.asList(relative.split("/", -1));
    }

    /** Cut first and decoded then, so that {@code %2F} is part of a segment. */
    static List<String> decoded(String path) {
        return of(path).stream().map(PercentEncoding::decodePath).toList();
    }
}
