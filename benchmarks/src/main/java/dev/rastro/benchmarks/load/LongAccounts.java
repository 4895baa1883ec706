package dev.rastro.benchmarks.load;

import dev.rastro.bank.account.AccountEvent;
import dev.rastro.bank.account.AccountEvent.AccountOpened;
import dev.rastro.bank.account.AccountEvent.MoneyDeposited;
import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.money.Money;
import dev.rastro.bank.server.codec.BankCodecs;
import dev.rastro.engine.decider.EventCodec;
import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.EventIds;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.AppendResult.Appended;
import dev.rastro.engine.store.EventStore;
import dev.rastro.engine.store.ExpectedVersion;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Accounts with streams of a wanted length, which are used in turn. */
final class LongAccounts {

    static final Currency CURRENCY = Currency.getInstance("EUR");
    private static final int APPENDED_AT_ONCE = 1_000;

    private final EventIds ids = new EventIds(InstantSource.system());
    private final EventCodec<AccountEvent> codec = new BankCodecs().events(Accounts.CATEGORY);
    private final EventStore store;
    private final List<String> accountIds;
    private int next;

    LongAccounts(EventStore store, int count) {
        this.store = store;
        this.accountIds = IntStream.range(0, count).mapToObj(i -> ids.get().toString()).toList();
        accountIds.forEach(account -> append(account, 0, List.of(encoded(opened()))));
    }

    /** Lets every account have so many events, of which it has so many. */
    void grow(int from, int to) {
        for (var account : accountIds) {
            for (int has = from; has < to; has += APPENDED_AT_ONCE) {
                int wanted = Math.min(APPENDED_AT_ONCE, to - has);
                var events = new ArrayList<EventData>(wanted);
                for (int i = 0; i < wanted; i++) {
                    events.add(encoded(deposited()));
                }
                append(account, has, events);
            }
        }
    }

    private void append(String account, long version, List<EventData> events) {
        var stream = new StreamName(Accounts.CATEGORY.name(), account);
        var result = store.append(Append.of(stream, ExpectedVersion.exactly(version), events));
        if (!(result instanceof Appended)) {
            throw new IllegalStateException("not appended: " + result);
        }
    }

    private AccountEvent opened() {
        var none = new Money(0, CURRENCY);
        return new AccountOpened(
                "Account holder", null, CURRENCY, none, none, null, null, null, Map.of());
    }

    private AccountEvent deposited() {
        return new MoneyDeposited(
                ids.get(), new Money(100, CURRENCY), "wages", LocalDate.of(2026, 11, 21), Map.of());
    }

    private EventData encoded(AccountEvent event) {
        var correlation = ids.get();
        return codec.encode(event, ids.get(), new Metadata(correlation, correlation, "benchmark"));
    }

    List<String> all() {
        return accountIds;
    }

    String next() {
        return accountIds.get(next++ % accountIds.size());
    }
}
