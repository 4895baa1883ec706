package dev.rastro.bank.customer;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** What happened to a customer. Recorded for ever: a changed form needs a new schema version. */
public sealed interface CustomerEvent {

    record CustomerRegistered(
            String name, Address address, @Nullable String externalId, Map<String, String> metadata)
            implements CustomerEvent {}

    record CustomerAddressChanged(Address from, Address to) implements CustomerEvent {}

    /**
     * Recorded together with the account's own event, so that the customer's stream alone says
     * which accounts are open.
     */
    record CustomerAccountOpened(String accountId) implements CustomerEvent {}

    /** Recorded together with the account's own event. */
    record CustomerAccountClosed(String accountId) implements CustomerEvent {}

    record CustomerArchived(@Nullable String reason) implements CustomerEvent {}
}
