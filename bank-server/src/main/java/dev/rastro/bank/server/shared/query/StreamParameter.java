package dev.rastro.bank.server.shared.query;

import dev.rastro.engine.event.StreamName;
import dev.rastro.web.request.QueryParameters;

import java.util.Optional;

/** The query parameter that names a stream. */
public final class StreamParameter {

    public static final String NAME = "stream";

    private StreamParameter() {}

    public static Optional<StreamName> in(QueryParameters query) {
        return query.text(NAME).map(StreamParameter::parse);
    }

    private static StreamName parse(String text) {
        int dash = text.indexOf('-');
        try {
            return new StreamName(text.substring(0, dash), text.substring(dash + 1));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw QueryParameters.invalid(NAME, "must be a stream's name such as account-42");
        }
    }
}
