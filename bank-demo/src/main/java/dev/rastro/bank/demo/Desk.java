package dev.rastro.bank.demo;

import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.customer.Customers;
import dev.rastro.bank.demo.town.Action;
import dev.rastro.bank.demo.town.DemoCommand;
import dev.rastro.bank.standingorder.StandingOrders;
import dev.rastro.bank.transfer.Transfers;
import dev.rastro.engine.command.CommandContext;
import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.command.Handled;
import dev.rastro.engine.command.Idempotency;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;

/** Hands the town's commands to the bank. What the bank refuses stays refused. */
final class Desk {

    private static final Payload ANSWER = Payload.ofText("demo");

    private final Accounts accounts;
    private final Transfers transfers;
    private final Customers customers;
    private final StandingOrders orders;

    Desk(CommandHandler handler) {
        accounts = new Accounts(handler);
        transfers = new Transfers(handler);
        customers = new Customers(handler);
        orders = new StandingOrders(handler);
    }

    Handled<?> serve(DemoCommand demo) {
        return switch (demo.action()) {
            case Action.Register(var command) -> customers.register(command, context(demo));
            case Action.Relocate(var command) -> customers.changeAddress(command, context(demo));
            case Action.Archive(var command) -> customers.archive(command, context(demo));
            case Action.Open(var command) -> accounts.open(command, context(demo));
            case Action.Close(var command) -> accounts.close(command, context(demo));
            case Action.PayIn(var command) -> accounts.deposit(command, context(demo));
            case Action.PayOut(var command) -> accounts.withdraw(command, context(demo));
            case Action.Send(var command) -> transfers.transfer(command, context(demo));
            case Action.Schedule(var command) -> orders.schedule(command, context(demo));
            case Action.Execute(var command, var terms) -> orders.execute(command, context(demo));
            case Action.Cancel(var command) -> orders.cancel(command, context(demo));
        };
    }

    private static <R> CommandContext<R> context(DemoCommand demo) {
        var key = demo.key();
        return CommandContext.<R>of(new Metadata(demo.correlationId(), key, demo.actor()))
                .once(new Idempotency<>(key, key, after -> ANSWER, reason -> ANSWER));
    }
}
