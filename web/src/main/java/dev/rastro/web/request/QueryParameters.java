package dev.rastro.web.request;

import dev.rastro.web.Request;
import dev.rastro.web.json.EnumNames;
import dev.rastro.web.json.Scalars;
import dev.rastro.web.problem.HttpProblem;
import dev.rastro.web.problem.Problem;
import dev.rastro.web.problem.ProblemException;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/** The query of a request, of whose parameters every one is known and sent at most once. */
public final class QueryParameters {

    public static final int LIMIT_MAX = 1000;
    public static final String MIN_POSITION = "min_position";
    private static final int LIMIT_DEFAULT = 100;
    private static final int LENGTH_MAX = 1000;
    private static final String CURSOR = "cursor";
    private static final String LIMIT = "limit";

    /** How a page is wanted; all others say of which list. */
    private static final Set<String> OF_THE_PAGE = Set.of(CURSOR, LIMIT, MIN_POSITION);

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

    private final String path;
    private final Map<String, String> values;

    private QueryParameters(String path, Map<String, String> values) {
        this.path = path;
        this.values = values;
    }

    /** Refuses every parameter that is not among the known ones: a typo must not go unnoticed. */
    public static QueryParameters of(Request request, Set<String> known) {
        var values = new TreeMap<String, String>();
        for (Map.Entry<String, List<String>> parameter : request.query().entrySet()) {
            String name = parameter.getKey();
            if (!known.contains(name)) {
                throw HttpProblem.UNKNOWN_PARAMETER
                        .because("'%s' is not a known parameter here".formatted(name))
                        .with("parameter", Problem.quoted(name))
                        .exception();
            }
            if (parameter.getValue().size() > 1) {
                throw invalid(name, "must be sent once");
            }
            values.put(name, parameter.getValue().getFirst());
        }
        return new QueryParameters(request.path(), values);
    }

    public Optional<String> text(String name) {
        Optional<String> value = Optional.ofNullable(values.get(name));
        if (value.isPresent() && (value.get().isEmpty() || value.get().length() > LENGTH_MAX)) {
            throw invalid(name, "must have 1 to %d characters".formatted(LENGTH_MAX));
        }
        return value;
    }

    public Optional<UUID> uuid(String name) {
        return text(name)
                .map(text -> Scalars.uuid(text).orElseThrow(() -> invalid(name, "must be a UUID")));
    }

    public Optional<LocalDate> date(String name) {
        return text(name)
                .map(text ->
                        Scalars.date(text)
                                .orElseThrow(
                                        () -> invalid(name, "must be a date such as 2026-01-31")));
    }

    public Optional<Currency> currency(String name) {
        return text(name)
                .map(text ->
                        Scalars.currency(text)
                                .orElseThrow(() -> invalid(name, "must be an ISO 4217 code")));
    }

    /** A whole number that is not negative, such as a position. */
    public OptionalLong number(String name) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!NUMBER.matcher(text.get()).matches()) {
            throw invalid(name, "must be a whole number");
        }
        return OptionalLong.of(Long.parseLong(text.get()));
    }

    public <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> values) {
        return text(name)
                .map(text ->
                        EnumNames.find(values, text)
                                .orElseThrow(() ->
                                        invalid(name, "must be one of " + EnumNames.all(values))));
    }

    public int limit() {
        long limit = number(LIMIT).orElse(LIMIT_DEFAULT);
        if (limit < 1 || limit > LIMIT_MAX) {
            throw invalid(LIMIT, "must be 1 to %d".formatted(LIMIT_MAX));
        }
        return (int) limit;
    }

    /** Where to go on, as a former page of the same list with the same filters has said. */
    public Optional<String> cursor() {
        return Optional.ofNullable(values.get(CURSOR)).map(text -> Cursor.decode(list(), text));
    }

    public String cursorTo(String place) {
        return Cursor.encode(list(), place);
    }

    /** What a cursor is bound to: the path and the filters. */
    private String list() {
        var filters = new TreeMap<>(values);
        filters.keySet().removeAll(OF_THE_PAGE);
        return path + filters;
    }

    public static ProblemException invalid(String name, String detail) {
        return HttpProblem.INVALID_PARAMETER
                .because("'%s' %s".formatted(name, detail))
                .with("parameter", name)
                .exception();
    }
}
