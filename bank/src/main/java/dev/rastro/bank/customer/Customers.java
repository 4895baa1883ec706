package dev.rastro.bank.customer;

import dev.rastro.bank.customer.CustomerCommand.ArchiveCustomer;
import dev.rastro.bank.customer.CustomerCommand.ChangeAddress;
import dev.rastro.bank.customer.CustomerCommand.RegisterCustomer;
import dev.rastro.engine.command.CommandContext;
import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.command.Handled;
import dev.rastro.engine.decider.Category;
import dev.rastro.engine.decider.JointDecider;

/** Everything that can be done with customers. */
public final class Customers {

    public static final Category<Customer, CustomerEvent> CATEGORY =
            new Category<>("customer", new CustomerDecider());

    private static final JointDecider<RegisterCustomer, CustomerRejection> REGISTER =
            new RegisterCustomerDecider();

    private static final JointDecider<CustomerCommand, CustomerRejection> ONE_CUSTOMER =
            JointDecider.of(CATEGORY, new CustomerDecider(), CustomerCommand::customerId);

    private final CommandHandler handler;

    public Customers(CommandHandler handler) {
        this.handler = handler;
    }

    public Handled<CustomerRejection> register(
            RegisterCustomer command, CommandContext<CustomerRejection> context) {
        return handler.handle(REGISTER, command, context);
    }

    /** The address that the customer already has is accepted, and nothing is recorded. */
    public Handled<CustomerRejection> changeAddress(
            ChangeAddress command, CommandContext<CustomerRejection> context) {
        return handler.handle(ONE_CUSTOMER, command, context);
    }

    public Handled<CustomerRejection> archive(
            ArchiveCustomer command, CommandContext<CustomerRejection> context) {
        return handler.handle(ONE_CUSTOMER, command, context);
    }
}
