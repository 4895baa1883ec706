package dev.rastro.bank.cli.importer;

import dev.rastro.bank.cli.importer.ImportPlan.Kind;
import dev.rastro.web.json.Scalars;

import org.apache.commons.csv.CSVRecord;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** One row of a source file; every reading of a bad field throws {@link BadFieldException}. */
final class SourceRow {
    static final int MONEY_SCALE = 2;
    private static final int ID_LENGTH_MAX = 64;
    private static final int TEXT_LENGTH_MAX = 200;

    // Fifteen digits keep every sum of an account far inside the bank's 64-bit minor units.
    private static final Pattern MONEY = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,2})?");
    private static final Pattern MONEY_TOO_FINE = Pattern.compile("-?[0-9]+\\.[0-9]{3,}");
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]+");

    private final CSVRecord row;
    private final long line;

    SourceRow(CSVRecord row, long line) {
        this.row = row;
        this.line = line;
    }

    long line() {
        return line;
    }

    /** Why a row is refused; carries no stack, because there may be as many as there are rows. */
    static final class BadFieldException extends RuntimeException {
        BadFieldException(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    /** Text that the bank will take; it may be empty. */
    String optional(String column) {
        String value = row.get(column);
        if (value.length() > TEXT_LENGTH_MAX) {
            throw new BadFieldException(column + " is longer than " + TEXT_LENGTH_MAX);
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new BadFieldException(column + " has control characters");
        }
        return value;
    }

    String text(String column) {
        String value = optional(column);
        if (value.isBlank()) {
            throw new BadFieldException(column + " is empty");
        }
        return value;
    }

    String id(String column) {
        String value = text(column);
        if (value.length() > ID_LENGTH_MAX) {
            throw new BadFieldException(column + " is longer than " + ID_LENGTH_MAX);
        }
        if (!ID.matcher(value).matches()) {
            throw new BadFieldException(
                    quoted(column, value) + " has characters other than printable ASCII");
        }
        return value;
    }

    LocalDate date(String column) {
        String value = text(column);
        return Scalars.date(value)
                .orElseThrow(() ->
                        new BadFieldException(
                                quoted(column, value) + " is not a date (yyyy-mm-dd)"));
    }

    Kind kind(String column) {
        String value = text(column);
        return Kind.named(value)
                .orElseThrow(
                        () -> new BadFieldException(quoted(column, value) + " is not a known one"));
    }

    BigDecimal positiveMoney(String column) {
        BigDecimal amount = money(column);
        if (amount.signum() <= 0) {
            throw new BadFieldException(quoted(column, row.get(column)) + " is not positive");
        }
        return amount;
    }

    BigDecimal money(String column) {
        String value = text(column);
        if (MONEY_TOO_FINE.matcher(value).matches()) {
            throw new BadFieldException(quoted(column, value) + " has more than two decimals");
        }
        if (!MONEY.matcher(value).matches()) {
            throw new BadFieldException(quoted(column, value) + " is not an amount");
        }
        return new BigDecimal(value).setScale(MONEY_SCALE);
    }

    private static String quoted(String column, String value) {
        return column + " \"" + value + "\"";
    }
}
