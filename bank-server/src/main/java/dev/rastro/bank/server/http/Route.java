package dev.rastro.bank.server.http;

/**
 * One operation of the API.
 *
 * @param template such as {@code /api/v1/accounts/{id}}
 * @param mediaType of the answer where the request succeeds
 */
public record Route(String method, String template, Lane lane, String mediaType, Handler handler) {

    private static final String JSON = "application/json";

    /** Whether a request waits its turn. */
    public enum Lane {
        /** Counts against the limit of requests in flight, and is refused while we stop. */
        BOUNDED,
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
        return new Route(method, template, Lane.ALWAYS, mediaType, handler);
    }

    public Route producing(String type) {
        return new Route(method, template, lane, type, handler);
    }
}
