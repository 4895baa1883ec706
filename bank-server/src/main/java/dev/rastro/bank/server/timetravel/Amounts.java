package dev.rastro.bank.server.timetravel;

import dev.rastro.bank.server.readmodel.TransactionRow.Kind;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Sums over {@code bank.transaction}: bigints, of which PostgreSQL makes exact numerics. */
final class Amounts {

    static final String IS_CREDIT = kinds(Kind::isCredit);
    static final String IS_TRANSFER = kinds(Kind::isTransfer);
    static final String SIGNED = "CASE WHEN " + IS_CREDIT + " THEN amount ELSE -amount END";

    private Amounts() {}

    private static String kinds(Predicate<Kind> wanted) {
        return Arrays.stream(Kind.values())
                .filter(wanted)
                .map(kind -> "'" + kind.name() + "'")
                .collect(Collectors.joining(", ", "kind IN (", ")"));
    }
}
