package dev.rastro.web.problem;

import java.util.Locale;

/** What can be wrong with one field of a body. The names are part of the API. */
public enum FieldCode {
    UNKNOWN_FIELD,
    MISSING_FIELD,
    CONFLICTING_FIELD,
    WRONG_TYPE,
    TOO_SHORT,
    TOO_LONG,
    TOO_MANY,
    INVALID_CHOICE,
    INVALID_AMOUNT,
    INVALID_CURRENCY,
    INVALID_DATE,
    INVALID_UUID;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
