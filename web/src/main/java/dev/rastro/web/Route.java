package dev.rastro.web;

import java.util.List;

/**
 * One operation of the API.
 *
 * @param template such as {@code /api/v1/accounts/{id}}
 * @param mediaTypes in which the answer can be had where the request succeeds; the first is for
 *     clients that take anything
 */
public record Route(
        String method, String template, Lane lane, List<String> mediaTypes, Handler handler) {

    private static final List<String> JSON = List.of("application/json");

    /** Whether a request waits its turn. */
    public enum Lane {
        /** Counts against the limit of requests in flight, and is refused while we stop. */
        BOUNDED,
        /** Answers without waiting, but is refused while we stop: whether to send us work. */
        WHILE_OPEN,
        /** Answers always, and without touching what others wait for: health, above all. */
        ALWAYS
    }

    public static Route get(String template, Handler handler) {
        return new Route("GET", template, Lane.BOUNDED, JSON, handler);
    }

    public static Route post(String template, Handler handler) {
        return new Route("POST", template, Lane.BOUNDED, JSON, handler);
    }

    public Route always() {
        return new Route(method, template, Lane.ALWAYS, mediaTypes, handler);
    }

    public Route whileOpen() {
        return new Route(method, template, Lane.WHILE_OPEN, mediaTypes, handler);
    }

    public Route producing(List<String> types) {
        return new Route(method, template, lane, List.copyOf(types), handler);
    }

    public Route handledBy(Handler other) {
        return new Route(method, template, lane, mediaTypes, other);
    }
}
