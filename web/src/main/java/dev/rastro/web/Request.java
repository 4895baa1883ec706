package dev.rastro.web;

import dev.rastro.web.body.Body;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a handler is asked.
 *
 * @param path as it was sent, without the query
 * @param pathParameters by the names in the route's template, decoded
 * @param query decoded, in the order in which the parameters were sent
 * @param accepted the media type, of those that the route gives, that the client wants most
 * @param ids who asks, and on whose behalf
 */
public record Request(
        String method,
        String path,
        Map<String, String> pathParameters,
        Map<String, List<String>> query,
        Headers headers,
        String accepted,
        Body body,
        Ids ids) {

    /**
     * @param requestId of this request alone
     * @param correlationId of everything that belongs to the same cause; the trace of the caller
     *     where it has one
     */
    public record Ids(UUID requestId, UUID correlationId) {}

    public String pathParameter(String name) {
        String value = pathParameters.get(name);
        if (value == null) {
            throw new IllegalStateException("the route has no parameter " + name);
        }
        return value;
    }
}
