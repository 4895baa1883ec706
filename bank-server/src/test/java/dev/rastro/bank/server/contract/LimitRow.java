package dev.rastro.bank.server.contract;

import dev.rastro.bank.server.TestBank.Reply;

import java.util.Set;
import java.util.TreeSet;

/**
 * A request with one value at a limit, or beyond it.
 *
 * @param place of the value: a pointer into the body, or the name of a parameter
 */
record LimitRow(WrongRequest request, String place, boolean beyond) {

    /** Whether the answer says that this value is wrong, and not merely that it leads nowhere. */
    boolean isRefusedBy(Reply reply) {
        return complaints(reply).stream().anyMatch(it -> it.startsWith(place));
    }

    private static Set<String> complaints(Reply reply) {
        var places = new TreeSet<String>();
        if (reply.status() < 400) {
            return places;
        }
        for (var error : reply.json().path("errors")) {
            places.add(error.get("pointer").stringValue());
        }
        // A moment that nobody has seen yet is one.
        if (!reply.get("detail").contains("in the future")) {
            places.add(reply.get("parameter"));
        }
        switch (reply.get("code")) {
            case "invalid_idempotency_key" -> {
                places.add("Idempotency-Key");
                places.add("idempotency_key");
            }
            case "invalid_if_match" -> places.add("If-Match");
            case "invalid_cursor" -> places.add("cursor");
            default -> {} // Said by its members.
        }
        return places;
    }

    @Override
    public String toString() {
        var text = request.path() + " " + request.what();
        return (beyond ? "beyond: " : "at the limit: ")
                + text.substring(0, Math.min(120, text.length()));
    }
}
