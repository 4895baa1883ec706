package dev.rastro.bank.customer;

/** Every reason to refuse a command on a customer, in order of precedence. */
public sealed interface CustomerRejection {

    record CustomerNotFound(String customerId) implements CustomerRejection {}

    /** Registered under this id before. */
    record CustomerExists(String customerId) implements CustomerRejection {}

    record CustomerArchived(String customerId) implements CustomerRejection {}

    record ExternalIdTaken(String externalId) implements CustomerRejection {}

    record OpenAccounts(int count) implements CustomerRejection {}
}
