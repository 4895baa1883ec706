package dev.rastro.bank.customer;

import static dev.rastro.engine.decider.Decision.accept;
import static dev.rastro.engine.decider.Decision.reject;

import dev.rastro.bank.customer.Customer.Active;
import dev.rastro.bank.customer.Customer.Archived;
import dev.rastro.bank.customer.Customer.Unregistered;
import dev.rastro.bank.customer.CustomerCommand.ArchiveCustomer;
import dev.rastro.bank.customer.CustomerCommand.ChangeAddress;
import dev.rastro.bank.customer.CustomerCommand.RegisterCustomer;
import dev.rastro.bank.customer.CustomerEvent.CustomerAccountClosed;
import dev.rastro.bank.customer.CustomerEvent.CustomerAccountOpened;
import dev.rastro.bank.customer.CustomerEvent.CustomerAddressChanged;
import dev.rastro.bank.customer.CustomerEvent.CustomerRegistered;
import dev.rastro.bank.customer.CustomerRejection.CustomerExists;
import dev.rastro.bank.customer.CustomerRejection.CustomerNotFound;
import dev.rastro.bank.customer.CustomerRejection.OpenAccounts;
import dev.rastro.bank.externalid.ExternalIds;
import dev.rastro.engine.decider.Decider;
import dev.rastro.engine.decider.Decision;

import java.util.List;
import java.util.Set;

/** The rules of one customer. */
final class CustomerDecider
        implements Decider<CustomerCommand, Customer, CustomerEvent, CustomerRejection> {

    @Override
    public Customer initialState() {
        return new Unregistered();
    }

    @Override
    public Decision<CustomerEvent, CustomerRejection> decide(
            CustomerCommand command, Customer state) {
        return switch (state) {
            case Unregistered unregistered -> whenUnregistered(command);
            case Active active -> whenActive(command, active);
            case Archived archived -> whenArchived(command);
        };
    }

    private static Decision<CustomerEvent, CustomerRejection> whenUnregistered(
            CustomerCommand command) {
        return switch (command) {
            case RegisterCustomer register ->
                    accept(
                            new CustomerRegistered(
                                    register.name(),
                                    register.address(),
                                    register.externalId() == null
                                            ? null
                                            : ExternalIds.normal(register.externalId()),
                                    register.metadata()));
            case ChangeAddress change -> reject(new CustomerNotFound(change.customerId()));
            case ArchiveCustomer archive -> reject(new CustomerNotFound(archive.customerId()));
        };
    }

    private static Decision<CustomerEvent, CustomerRejection> whenActive(
            CustomerCommand command, Active customer) {
        return switch (command) {
            case RegisterCustomer register -> reject(new CustomerExists(register.customerId()));
            case ChangeAddress(var id, var address) when address.equals(customer.address()) ->
                    accept(List.of());
            case ChangeAddress(var id, var address) ->
                    accept(new CustomerAddressChanged(customer.address(), address));
            case ArchiveCustomer archive when !customer.openAccountIds().isEmpty() ->
                    reject(new OpenAccounts(customer.openAccountIds().size()));
            case ArchiveCustomer(var id, var reason) ->
                    accept(new CustomerEvent.CustomerArchived(reason));
        };
    }

    private static Decision<CustomerEvent, CustomerRejection> whenArchived(
            CustomerCommand command) {
        return switch (command) {
            case RegisterCustomer register -> reject(new CustomerExists(register.customerId()));
            case ChangeAddress change -> reject(archived(change));
            case ArchiveCustomer archive -> reject(archived(archive));
        };
    }

    private static CustomerRejection archived(CustomerCommand command) {
        return new CustomerRejection.CustomerArchived(command.customerId());
    }

    @Override
    public Customer evolve(Customer state, CustomerEvent event) {
        return switch (event) {
            case CustomerRegistered(var name, var address, var externalId, var metadata) ->
                    new Active(name, address, Set.of());
            case CustomerAddressChanged(var from, var to) -> active(state).withAddress(to);
            case CustomerAccountOpened(var accountId) -> active(state).withAccount(accountId);
            case CustomerAccountClosed(var accountId) -> active(state).withoutAccount(accountId);
            case CustomerEvent.CustomerArchived archived ->
                    new Archived(active(state).name(), active(state).address());
        };
    }

    /** Only a corrupt stream changes a customer who is not active: stop, rather than guess. */
    private static Active active(Customer state) {
        if (state instanceof Active active) {
            return active;
        }
        throw new IllegalStateException("a customer changed who is " + state);
    }
}
