package dev.rastro.bank.server.shared.query;

import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.request.QueryParameters;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One page of a list: its items, and where to go on. */
public final class Page<T> {

    private final List<T> items;
    private final Optional<String> nextCursor;

    private Page(List<T> items, Optional<String> nextCursor) {
        this.items = items;
        this.nextCursor = nextCursor;
    }

    /**
     * @param found up to one item more than the limit, which tells whether there is a next page
     * @param placeOf what a cursor must say of the last item
     */
    public static <T> Page<T> of(
            List<T> found, QueryParameters query, Function<T, String> placeOf) {
        int limit = query.limit();
        if (found.size() <= limit) {
            return new Page<>(found, Optional.empty());
        }
        var items = found.subList(0, limit);
        return new Page<>(items, Optional.of(query.cursorTo(placeOf.apply(items.getLast()))));
    }

    public List<T> items() {
        return items;
    }

    public Response json(Request request, Function<T, ?> view) {
        return json(request, view, Map.of());
    }

    /**
     * @param summary what is said of the whole list
     */
    public Response json(Request request, Function<T, ?> view, Map<String, ?> summary) {
        var body = new LinkedHashMap<String, Object>();
        body.put("items", items.stream().map(view).toList());
        body.put("next_cursor", nextCursor.orElse(null));
        body.putAll(summary);
        return linked(request, Response.json(200, body));
    }

    /** Adds the way to the next page, for those who read headers (RFC 8288). */
    public Response linked(Request request, Response response) {
        return nextCursor
                .map(cursor ->
                        response.header(
                                "Link",
                                "<%s?%s>; rel=\"next\""
                                        .formatted(request.path(), queryWith(request, cursor))))
                .orElse(response);
    }

    private static String queryWith(Request request, String cursor) {
        var pairs = new ArrayList<String>();
        request.query()
                .forEach((name, values) -> {
                    if (!name.equals("cursor")) {
                        pairs.add(encode(name) + "=" + encode(values.getFirst()));
                    }
                });
        pairs.add("cursor=" + encode(cursor));
        return String.join("&", pairs);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
