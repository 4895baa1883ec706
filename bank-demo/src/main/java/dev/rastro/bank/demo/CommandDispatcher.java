package dev.rastro.bank.demo;

import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.customer.Customers;
import dev.rastro.bank.demo.town.DemoCommand;
import dev.rastro.bank.demo.town.DemoCommand.Action;
import dev.rastro.bank.standingorder.StandingOrders;
import dev.rastro.bank.transfer.Transfers;
import dev.rastro.engine.command.CommandContext;
import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.command.Idempotency;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;

/** Executes the town's commands in the bank. What the bank refuses stays refused. */
final class CommandDispatcher {

    private static final Payload ANSWER = Payload.ofText("demo");

    private final Accounts accounts;
    private final Transfers transfers;
    private final Customers customers;
    private final StandingOrders orders;

    CommandDispatcher(CommandHandler handler) {
        accounts = new Accounts(handler);
        transfers = new Transfers(handler);
        customers = new Customers(handler);
        orders = new StandingOrders(handler);
    }

    void execute(DemoCommand demo) {
        var unused =
                switch (demo.action()) {
                    case Action.Register(var it) -> customers.register(it, context(demo));
                    case Action.Relocate(var it) -> customers.changeAddress(it, context(demo));
                    case Action.Archive(var it) -> customers.archive(it, context(demo));
                    case Action.Open(var it) -> accounts.open(it, context(demo));
                    case Action.Close(var it) -> accounts.close(it, context(demo));
                    case Action.PayIn(var it) -> accounts.deposit(it, context(demo));
                    case Action.PayOut(var it) -> accounts.withdraw(it, context(demo));
                    case Action.Send(var it) -> transfers.transfer(it, context(demo));
                    case Action.Schedule(var it) -> orders.schedule(it, context(demo));
                    case Action.Execute(var it) -> orders.execute(it, context(demo));
                    case Action.Cancel(var it) -> orders.cancel(it, context(demo));
                };
    }

    private static <R> CommandContext<R> context(DemoCommand demo) {
        var key = demo.key();
        return CommandContext.<R>of(new Metadata(demo.correlationId(), key, demo.actor()))
                .once(new Idempotency<>(key, key, after -> ANSWER, reason -> ANSWER));
    }
}
