package dev.rastro.bank.server.ledger.analytics;

import dev.rastro.bank.account.AccountEvent;
import dev.rastro.bank.account.AccountEvent.AccountClosed;
import dev.rastro.bank.account.AccountEvent.AccountOpened;
import dev.rastro.bank.account.AccountEvent.MoneyDeposited;
import dev.rastro.bank.account.AccountEvent.MoneyWithdrawn;
import dev.rastro.bank.account.AccountEvent.TransferReceived;
import dev.rastro.bank.account.AccountEvent.TransferSent;
import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.server.shared.readmodel.Ddl;
import dev.rastro.bank.server.shared.time.EffectiveDay;
import dev.rastro.engine.decider.EventCodec;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.log.ReadEvents;
import dev.rastro.engine.postgres.projection.Projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What moved on each effective day in each currency, in all and by blocks of the log. A batch is
 * added up in memory and costs one write per day and currency that it touches.
 */
public final class AnalyticsProjection implements Projection {

    private final EventCodec<AccountEvent> codec;

    public AnalyticsProjection(EventCodec<AccountEvent> codec) {
        this.codec = codec;
    }

    @Override
    public String name() {
        return "analytics";
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public List<String> tables() {
        return List.of("analytics_day", "movement_block");
    }

    @Override
    public String ddl() {
        return Ddl.read(AnalyticsProjection.class, "analytics.sql");
    }

    @Override
    public void apply(Connection connection, List<RecordedEvent> events) throws SQLException {
        var days = new HashMap<CurrencyDay, DayFlows>();
        var sums = new MovementSums();
        for (var recorded : events) {
            if (recorded.stream().category().equals(Accounts.CATEGORY.name())) {
                var event = codec.decode(recorded.data());
                add(days, recorded, event, connection);
                sums.count(recorded, event);
            }
        }
        sums.save(connection);
        if (!days.isEmpty()) {
            DayTable.add(connection, List.copyOf(days.entrySet()));
        }
    }

    private void add(
            Map<CurrencyDay, DayFlows> days,
            RecordedEvent recorded,
            AccountEvent event,
            Connection connection)
            throws SQLException {
        switch (event) {
            case AccountOpened it -> {
                var key =
                        new CurrencyDay(
                                it.currency(), EffectiveDay.of(recorded, it.effectiveDate()));
                days.merge(key, DayFlows.OPENING, DayFlows::plus);
                if (it.transactionId() != null) {
                    days.merge(key, DayFlows.deposit(it.initialDeposit()), DayFlows::plus);
                }
            }
            case MoneyDeposited it -> {
                var day = EffectiveDay.of(recorded, it.effectiveDate());
                var key = new CurrencyDay(it.amount().currency(), day);
                days.merge(key, DayFlows.deposit(it.amount()), DayFlows::plus);
            }
            case MoneyWithdrawn it -> {
                var day = EffectiveDay.of(recorded, it.effectiveDate());
                var key = new CurrencyDay(it.amount().currency(), day);
                days.merge(key, DayFlows.withdrawal(it.amount()), DayFlows::plus);
            }
            case TransferSent it -> {
                var day = EffectiveDay.of(recorded, it.effectiveDate());
                var key = new CurrencyDay(it.amount().currency(), day);
                days.merge(key, DayFlows.transfer(it.amount()), DayFlows::plus);
            }
            case TransferReceived it -> {} // The sending side counts for both.
            case AccountClosed it -> {
                var day = EffectiveDay.of(recorded, null);
                var key = new CurrencyDay(currency(connection, recorded.stream()), day);
                days.merge(key, DayFlows.CLOSING, DayFlows::plus);
            }
        }
    }

    /**
     * A closing does not say it; the account's opening does, which every reader of the log sees.
     */
    private Currency currency(Connection connection, StreamName account) throws SQLException {
        var first = ReadEvents.ofStream(connection, account, 0, 1).getFirst();
        if (codec.decode(first.data()) instanceof AccountOpened opened) {
            return opened.currency();
        }
        throw new IllegalStateException(account + " does not begin with its opening");
    }
}
