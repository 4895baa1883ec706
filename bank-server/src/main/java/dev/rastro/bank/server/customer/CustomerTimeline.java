package dev.rastro.bank.server.customer;

import dev.rastro.bank.customer.CustomerEvent;
import dev.rastro.bank.customer.Customers;
import dev.rastro.bank.server.shared.time.AsOf;
import dev.rastro.bank.server.shared.time.KnownAt;
import dev.rastro.bank.server.shared.time.Moment;
import dev.rastro.engine.decider.EventCodec;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.store.EventStore;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/** Customers at any moment: their events up to it, applied again. */
final class CustomerTimeline {

    private static final int BATCH = 500;

    private final EventStore store;
    private final EventCodec<CustomerEvent> codec;

    CustomerTimeline(EventStore store, EventCodec<CustomerEvent> codec) {
        this.store = store;
        this.codec = codec;
    }

    /** Empty where the customer was not registered yet. */
    Optional<CustomerRow> at(String customerId, KnownAt knownAt) {
        var moment = Moment.of(AsOf.ever(), knownAt);
        CustomerRow customer = null;
        long version = 0;
        while (true) {
            var events = read(customerId, version);
            for (var event : events) {
                if (!moment.knows(event)) {
                    return Optional.ofNullable(customer);
                }
                customer = after(customer, event);
                version = event.version();
            }
            if (events.size() < BATCH) {
                return Optional.ofNullable(customer);
            }
        }
    }

    private List<RecordedEvent> read(String customerId, long afterVersion) {
        StreamName stream;
        try {
            stream = Customers.CATEGORY.entity(customerId).stream();
        } catch (IllegalArgumentException e) {
            // What cannot be a name is the name of nothing.
            return List.of();
        }
        return store.readStream(stream, afterVersion, BATCH);
    }

    private CustomerRow after(@Nullable CustomerRow before, RecordedEvent recorded) {
        return CustomerRow.after(before, recorded, codec.decode(recorded.data()));
    }
}
