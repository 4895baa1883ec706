package dev.rastro.bank.server.customer;

import dev.rastro.bank.customer.Address;
import dev.rastro.bank.customer.CustomerEvent;
import dev.rastro.bank.customer.CustomerEvent.CustomerAccountClosed;
import dev.rastro.bank.customer.CustomerEvent.CustomerAccountOpened;
import dev.rastro.bank.customer.CustomerEvent.CustomerAddressChanged;
import dev.rastro.bank.customer.CustomerEvent.CustomerArchived;
import dev.rastro.bank.customer.CustomerEvent.CustomerRegistered;
import dev.rastro.engine.event.RecordedEvent;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** A customer as readers see it. */
record CustomerRow(
        String customerId,
        @Nullable String externalId,
        String name,
        Address address,
        String status,
        Instant registeredAt,
        Instant updatedAt,
        long version) {

    static final String ACTIVE = "active";
    static final String ARCHIVED = "archived";

    /**
     * @param before null before the customer's first event
     */
    static CustomerRow after(
            @Nullable CustomerRow before, RecordedEvent recorded, CustomerEvent event) {
        if (before != null) {
            return before.with(recorded, event);
        }
        if (event instanceof CustomerRegistered registered) {
            return registered(recorded, registered);
        }
        throw new IllegalStateException(
                recorded.stream() + " does not begin with its registration");
    }

    private static CustomerRow registered(RecordedEvent recorded, CustomerRegistered event) {
        return new CustomerRow(
                recorded.stream().id(),
                event.externalId(),
                event.name(),
                event.address(),
                ACTIVE,
                recorded.recordedAt(),
                recorded.recordedAt(),
                recorded.version());
    }

    private CustomerRow with(RecordedEvent recorded, CustomerEvent event) {
        return switch (event) {
            case CustomerRegistered registered ->
                    throw new IllegalStateException(recorded.stream() + " was registered twice");
            case CustomerAddressChanged(var from, var to) -> changed(recorded, to, status);
            case CustomerArchived archived -> changed(recorded, address, ARCHIVED);
            case CustomerAccountOpened opened -> changed(recorded, address, status);
            case CustomerAccountClosed closed -> changed(recorded, address, status);
        };
    }

    private CustomerRow changed(RecordedEvent recorded, Address newAddress, String newStatus) {
        return new CustomerRow(
                customerId,
                externalId,
                name,
                newAddress,
                newStatus,
                registeredAt,
                recorded.recordedAt(),
                recorded.version());
    }
}
