package dev.rastro.bank;

import static java.util.Objects.requireNonNull;

import dev.rastro.bank.account.AccountEvent;
import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.customer.CustomerEvent;
import dev.rastro.bank.customer.Customers;
import dev.rastro.bank.externalid.ExternalIds;
import dev.rastro.engine.command.Codecs;
import dev.rastro.engine.decider.EventCodec;
import dev.rastro.engine.decider.StateCodec;
import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps events and states themselves, so that these tests need no JSON. */
final class ByReference<T> implements EventCodec<T>, StateCodec<T> {

    private final Map<String, T> kept = new ConcurrentHashMap<>();

    static Codecs codecs(ByReference<AccountEvent> accounts, ByReference<CustomerEvent> customers) {
        return new Codecs()
                .with(Accounts.CATEGORY, accounts, new ByReference<>())
                .with(Customers.CATEGORY, customers, new ByReference<>())
                .with(ExternalIds.OF_ACCOUNTS, new ByReference<>(), new ByReference<>())
                .with(ExternalIds.OF_CUSTOMERS, new ByReference<>(), new ByReference<>());
    }

    @Override
    public EventData encode(T event, UUID id, Metadata metadata) {
        kept.put(id.toString(), event);
        var type = event.getClass().getSimpleName();
        return new EventData(id, type, 1, Payload.ofText(id.toString()), metadata);
    }

    @Override
    public T decode(EventData stored) {
        return decode(stored.payload());
    }

    @Override
    public String schema() {
        return "by reference";
    }

    @Override
    public Payload encode(T state) {
        var key = Integer.toString(kept.size());
        kept.put(key, state);
        return Payload.ofText(key);
    }

    @Override
    public T decode(Payload stored) {
        return requireNonNull(kept.get(stored.text()));
    }
}
