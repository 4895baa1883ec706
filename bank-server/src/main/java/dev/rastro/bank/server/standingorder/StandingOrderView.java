package dev.rastro.bank.server.standingorder;

import dev.rastro.bank.standingorder.Due;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

/** A standing order as clients see it; the components are the members of the JSON. */
record StandingOrderView(
        String standingOrderId,
        String fromAccountId,
        @Nullable String fromOwnerName,
        String toAccountId,
        @Nullable String toOwnerName,
        String amount,
        String currency,
        String description,
        LocalDate firstDate,
        String interval,
        @Nullable LocalDate lastDate,
        String status,
        @Nullable NextAttempt next,
        long executions,
        long failures,
        @Nullable String lastFailure,
        @Nullable String cancelReason,
        Instant scheduledAt,
        Instant updatedAt,
        long version) {

    /**
     * @param on the day on which it will be made
     */
    record NextAttempt(LocalDate dueDate, int attempt, LocalDate on) {

        static @Nullable NextAttempt of(@Nullable Due due) {
            return due == null ? null : new NextAttempt(due.date(), due.attempt(), due.day());
        }
    }

    static StandingOrderView of(StandingOrderReader.Named named) {
        var row = named.order();
        var terms = row.terms();
        var schedule = terms.schedule();
        return new StandingOrderView(
                row.orderId(),
                terms.fromAccountId(),
                named.from(),
                terms.toAccountId(),
                named.to(),
                terms.amount().decimal(),
                terms.amount().currency().getCurrencyCode(),
                terms.description(),
                schedule.firstDate(),
                name(schedule.interval()),
                schedule.lastDate(),
                name(row.status()),
                NextAttempt.of(row.next()),
                row.executions(),
                row.failures(),
                row.lastFailure(),
                row.cancelReason(),
                row.scheduledAt(),
                row.updatedAt(),
                row.version());
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
