package dev.rastro.bank.server.ledger.analytics;

import dev.rastro.bank.account.AccountEvent;
import dev.rastro.bank.account.AccountEvent.AccountClosed;
import dev.rastro.bank.account.AccountEvent.AccountOpened;
import dev.rastro.bank.account.AccountEvent.MoneyDeposited;
import dev.rastro.bank.account.AccountEvent.MoneyWithdrawn;
import dev.rastro.bank.account.AccountEvent.TransferReceived;
import dev.rastro.bank.account.AccountEvent.TransferSent;
import dev.rastro.bank.money.Money;
import dev.rastro.bank.server.shared.time.EffectiveDay;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.postgres.jdbc.ArrayParameters;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a batch adds to table {@code movement_block}. Each side of a transfer counts by its own
 * event, so that both are summed up independently, as a trial balance needs it.
 */
final class MovementSums {

    private static final String ADD =
            """
            INSERT INTO movement_block AS s
            SELECT * FROM unnest(?::integer[], ?::bigint[], ?::text[], ?::date[], ?::numeric[],
                   ?::numeric[])
            ON CONFLICT (level, block, currency, day) DO UPDATE
               SET inside = s.inside + excluded.inside,
                   outside = s.outside + excluded.outside
            """;

    /** Rows of a block are written beside each other, in the order in which they are read. */
    private static final Comparator<Key> ORDER =
            Comparator.comparingInt(Key::level)
                    .thenComparingLong(Key::block)
                    .thenComparing(Key::currency)
                    .thenComparing(key -> key.day().day());

    private record Key(int level, long block, CurrencyDay day) {

        String currency() {
            return day.currency().getCurrencyCode();
        }
    }

    private record Sum(BigDecimal inside, BigDecimal outside) {

        Sum plus(Sum other) {
            return new Sum(inside.add(other.inside), outside.add(other.outside));
        }
    }

    private final Map<Key, Sum> sums = new TreeMap<>(ORDER);

    void count(RecordedEvent recorded, AccountEvent event) {
        switch (event) {
            case AccountOpened it -> fromOutside(recorded, it.initialDeposit(), it.effectiveDate());
            case MoneyDeposited it -> fromOutside(recorded, it.amount(), it.effectiveDate());
            case MoneyWithdrawn it -> {
                var amount = minorUnits(it.amount());
                add(recorded, it.amount(), it.effectiveDate(), new Sum(amount.negate(), amount));
            }
            case TransferReceived it -> {
                var inside = new Sum(minorUnits(it.amount()), BigDecimal.ZERO);
                add(recorded, it.amount(), it.effectiveDate(), inside);
            }
            case TransferSent it -> {
                var inside = new Sum(minorUnits(it.amount()).negate(), BigDecimal.ZERO);
                add(recorded, it.amount(), it.effectiveDate(), inside);
            }
            case AccountClosed it -> {}
        }
    }

    private void fromOutside(RecordedEvent recorded, Money money, @Nullable LocalDate date) {
        var amount = minorUnits(money);
        if (amount.signum() != 0) {
            add(recorded, money, date, new Sum(amount, amount.negate()));
        }
    }

    private void add(RecordedEvent recorded, Money money, @Nullable LocalDate date, Sum movement) {
        var day = new CurrencyDay(money.currency(), EffectiveDay.of(recorded, date));
        for (int level = 0; level < MovementBlocks.LEVELS; level++) {
            long block = recorded.position() / MovementBlocks.size(level);
            sums.merge(new Key(level, block, day), movement, Sum::plus);
        }
    }

    private static BigDecimal minorUnits(Money money) {
        return BigDecimal.valueOf(money.minorUnits());
    }

    /** Adds to what is already there. */
    void save(Connection connection) throws SQLException {
        if (sums.isEmpty()) {
            return;
        }
        try (var upsert = connection.prepareStatement(ADD)) {
            ArrayParameters.of(upsert, 1, List.copyOf(sums.entrySet()))
                    .column("integer", it -> it.getKey().level())
                    .column("bigint", it -> it.getKey().block())
                    .column("text", it -> it.getKey().currency())
                    .column("date", it -> it.getKey().day().day())
                    .column("numeric", it -> it.getValue().inside())
                    .column("numeric", it -> it.getValue().outside());
            upsert.executeUpdate();
        }
    }
}
