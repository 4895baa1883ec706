package dev.rastro.bank.server.shared.readmodel;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Sums over {@code bank.transaction}: bigints, of which PostgreSQL makes exact numerics. */
public final class MovementSql {

    public static final String IS_CREDIT = kinds(MovementKind::isCredit);
    public static final String IS_TRANSFER = kinds(MovementKind::isTransfer);
    public static final String SIGNED = "CASE WHEN " + IS_CREDIT + " THEN amount ELSE -amount END";

    private MovementSql() {}

    private static String kinds(Predicate<MovementKind> wanted) {
        return Arrays.stream(MovementKind.values())
                .filter(wanted)
                .map(kind -> "'" + kind.name() + "'")
                .collect(Collectors.joining(", ", "kind IN (", ")"));
    }
}
