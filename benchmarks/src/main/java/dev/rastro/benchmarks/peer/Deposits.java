package dev.rastro.benchmarks.peer;

import dev.rastro.bank.account.AccountEvent;
import dev.rastro.bank.account.AccountEvent.MoneyDeposited;
import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.money.Money;
import dev.rastro.bank.server.codec.BankCodecs;
import dev.rastro.engine.decider.EventCodec;
import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.EventIds;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;

/** The event that is appended, as the bank records it. */
final class Deposits {

    static final LocalDate DAY = LocalDate.of(2026, 11, 21);
    private static final Money AMOUNT = new Money(1_234_56, Currency.getInstance("EUR"));

    private final EventIds ids = new EventIds(InstantSource.system());
    private final EventCodec<AccountEvent> codec = new BankCodecs().events(Accounts.CATEGORY);

    UUID newId() {
        return ids.get();
    }

    EventData next() {
        var correlation = ids.get();
        var event = new MoneyDeposited(correlation, AMOUNT, "benchmark", DAY, Map.of());
        return codec.encode(event, ids.get(), new Metadata(correlation, correlation, "benchmark"));
    }

    /** Of one that was encoded by {@link #next}. */
    AccountEvent decode(EventData stored) {
        return codec.decode(stored);
    }

    /** As {@link #decode}, for who stores nothing but the bytes. */
    AccountEvent decode(byte[] payload) {
        var unknown = new UUID(0, 0);
        return decode(
                new EventData(
                        unknown,
                        "MoneyDeposited",
                        1,
                        Payload.of(payload),
                        new Metadata(unknown, unknown, "benchmark")));
    }
}
