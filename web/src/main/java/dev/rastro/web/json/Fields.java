package dev.rastro.web.json;

import dev.rastro.web.problem.FieldCode;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.LocalDate;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The members of one object. A member that is {@code null} counts as left out. Mistakes are
 * collected, not thrown: a wrong member reads as a stand-in of its type.
 */
public final class Fields {

    private static final int MAP_ENTRIES_MAX = 20;
    private static final int MAP_KEY_LENGTH_MAX = 64;
    private static final int MAP_VALUE_LENGTH_MAX = 500;

    private final ObjectNode object;
    private final String pointer;
    private final Findings findings;
    private final Set<String> known = new HashSet<>();

    Fields(ObjectNode object, String pointer, Findings findings) {
        this.object = object;
        this.pointer = pointer;
        this.findings = findings;
    }

    /** Text of 1 to {@code lengthMax} characters that is not blank. */
    public String text(String name, int lengthMax) {
        return required(name, optionalText(name, lengthMax), "");
    }

    public Optional<String> optionalText(String name, int lengthMax) {
        return read(name, (place, node) -> text(place, node, new Length(1, lengthMax)));
    }

    /** Text of at most {@code lengthMax} characters, which may be empty. */
    public String textOrEmpty(String name, int lengthMax) {
        return read(name, (place, node) -> text(place, node, new Length(0, lengthMax))).orElse("");
    }

    public RawAmount amount(String name) {
        return required(name, optionalAmount(name), new RawAmount("0", ""));
    }

    public Optional<RawAmount> optionalAmount(String name) {
        return read(name, this::amount);
    }

    public Optional<Currency> optionalCurrency(String name) {
        return parsed(
                name, FieldCode.INVALID_CURRENCY, "must be an ISO 4217 code", Scalars::currency);
    }

    public LocalDate date(String name) {
        return required(name, optionalDate(name), LocalDate.EPOCH);
    }

    public Optional<LocalDate> optionalDate(String name) {
        return parsed(
                name, FieldCode.INVALID_DATE, "must be a date such as 2026-01-31", Scalars::date);
    }

    /** One of the constants, written in small letters. */
    public <E extends Enum<E>> E oneOf(String name, Class<E> values) {
        var detail = "must be one of " + EnumNames.all(values);
        return required(
                name,
                parsed(name, FieldCode.INVALID_CHOICE, detail, it -> EnumNames.find(values, it)),
                values.getEnumConstants()[0]);
    }

    public UUID uuid(String name) {
        return required(name, optionalUuid(name), new UUID(0, 0));
    }

    public Optional<UUID> optionalUuid(String name) {
        return parsed(name, FieldCode.INVALID_UUID, "must be a UUID", Scalars::uuid);
    }

    public Optional<Boolean> optionalFlag(String name) {
        return read(
                name,
                (place, node) ->
                        node.isBoolean()
                                ? Optional.of(node.booleanValue())
                                : refuse(place, FieldCode.WRONG_TYPE, "must be true or false"));
    }

    public long positiveNumber(String name) {
        return required(name, read(name, this::positiveNumber), 1L);
    }

    private Optional<Long> positiveNumber(String place, JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() > 0
                ? Optional.of(node.longValue())
                : refuse(place, FieldCode.WRONG_TYPE, "must be a whole number above 0");
    }

    /** For bodies in which no field is known. */
    public boolean nothing() {
        return true;
    }

    /** Names and values of the client's own; empty where left out. */
    public Map<String, String> map(String name) {
        return read(name, this::map).orElse(Map.of());
    }

    public <T> Optional<T> optionalObject(String name, Function<Fields, T> shape) {
        return read(name, (place, node) -> object(place, node, shape));
    }

    public <T> T object(String name, Function<Fields, T> shape) {
        Optional<T> value = optionalObject(name, shape);
        // The stand-in is what the shape makes of an empty object; only the absence is reported.
        return value.orElseGet(() -> standIn(name, shape));
    }

    /** Reports it when neither of the two members is there, or both are. */
    public void exactlyOneOf(String one, String other) {
        if (isAbsent(one) && isAbsent(other)) {
            findings.add(place(one), FieldCode.MISSING_FIELD, "or " + other + " is required");
        } else if (!isAbsent(one) && !isAbsent(other)) {
            findings.add(place(other), FieldCode.CONFLICTING_FIELD, "excludes " + one);
        }
    }

    void refuseUnknown() {
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                findings.add(place(name), FieldCode.UNKNOWN_FIELD, "is not a known field");
            }
        }
    }

    private <T> T standIn(String name, Function<Fields, T> shape) {
        reportIfMissing(name);
        return shape.apply(new Fields(object.objectNode(), place(name), new Findings()));
    }

    private <T> T required(String name, Optional<T> value, T standIn) {
        if (value.isEmpty()) {
            reportIfMissing(name);
        }
        return value.orElse(standIn);
    }

    private void reportIfMissing(String name) {
        if (isAbsent(name)) {
            findings.add(place(name), FieldCode.MISSING_FIELD, "is required");
        }
    }

    /** Empty where the member is left out, and where it is wrong, which is then reported. */
    private <T> Optional<T> read(String name, BiFunction<String, JsonNode, Optional<T>> reader) {
        known.add(name);
        return isAbsent(name) ? Optional.empty() : reader.apply(place(name), object.get(name));
    }

    private <T> Optional<T> parsed(
            String name, FieldCode code, String detail, Function<String, Optional<T>> parse) {
        return read(
                name,
                (place, node) -> {
                    if (!node.isString()) {
                        return refuse(place, FieldCode.WRONG_TYPE, "must be a string");
                    }
                    Optional<T> value = parse.apply(node.stringValue());
                    return value.isPresent() ? value : refuse(place, code, detail);
                });
    }

    private Optional<String> text(String place, JsonNode node, Length length) {
        if (!node.isString()) {
            return refuse(place, FieldCode.WRONG_TYPE, "must be a string");
        }
        String text = node.stringValue();
        if (length.min() > 0 && text.isBlank()) {
            return refuse(place, FieldCode.TOO_SHORT, "must not be blank");
        }
        if (text.length() > length.max()) {
            return refuse(
                    place,
                    FieldCode.TOO_LONG,
                    "must have at most %d characters".formatted(length.max()));
        }
        return Optional.of(text);
    }

    private Optional<RawAmount> amount(String place, JsonNode node) {
        if (!node.isString() || !RawAmount.isDecimal(node.stringValue())) {
            return refuse(
                    place,
                    FieldCode.INVALID_AMOUNT,
                    "must be a decimal number in a string, such as \"12.34\"");
        }
        return Optional.of(new RawAmount(node.stringValue(), place));
    }

    private <T> Optional<T> object(String place, JsonNode node, Function<Fields, T> shape) {
        if (!(node instanceof ObjectNode members)) {
            return refuse(place, FieldCode.WRONG_TYPE, "must be an object");
        }
        var fields = new Fields(members, place, findings);
        T value = shape.apply(fields);
        fields.refuseUnknown();
        return Optional.of(value);
    }

    private Optional<Map<String, String>> map(String place, JsonNode node) {
        if (!node.isObject()) {
            return refuse(place, FieldCode.WRONG_TYPE, "must be an object of strings");
        }
        if (node.size() > MAP_ENTRIES_MAX) {
            return refuse(
                    place,
                    FieldCode.TOO_MANY,
                    "must have at most %d members".formatted(MAP_ENTRIES_MAX));
        }
        var entries = new LinkedHashMap<String, String>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String name = entry.getKey();
            String entryPlace = place + "/" + Scalars.pointerToken(name);
            if (name.isBlank() || name.length() > MAP_KEY_LENGTH_MAX) {
                findings.add(
                        entryPlace,
                        FieldCode.TOO_LONG,
                        "must have a name of 1 to %d characters".formatted(MAP_KEY_LENGTH_MAX));
            }
            text(entryPlace, entry.getValue(), new Length(0, MAP_VALUE_LENGTH_MAX))
                    .ifPresent(value -> entries.put(name, value));
        }
        return Optional.of(entries);
    }

    private boolean isAbsent(String name) {
        JsonNode node = object.get(name);
        return node == null || node.isNull();
    }

    private String place(String name) {
        return pointer + "/" + Scalars.pointerToken(name);
    }

    private <T> Optional<T> refuse(String place, FieldCode code, String detail) {
        findings.add(place, code, detail);
        return Optional.empty();
    }

    private record Length(int min, int max) {}
}
