package dev.rastro.bank.standingorder;

import dev.rastro.bank.standingorder.ExecuteDecider.Execution;
import dev.rastro.bank.standingorder.StandingOrder.Active;
import dev.rastro.bank.standingorder.StandingOrderCommand.CancelStandingOrder;
import dev.rastro.bank.standingorder.StandingOrderCommand.ExecuteStandingOrder;
import dev.rastro.bank.standingorder.StandingOrderCommand.ScheduleStandingOrder;
import dev.rastro.engine.command.CommandContext;
import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.command.Handled;
import dev.rastro.engine.decider.Category;
import dev.rastro.engine.decider.JointDecider;

/** Everything that can be done with standing orders. */
public final class StandingOrders {

    public static final Category<StandingOrder, StandingOrderEvent> CATEGORY =
            new Category<>("standing_order", new StandingOrderDecider());

    private static final JointDecider<ScheduleStandingOrder, StandingOrderRejection> SCHEDULE =
            new ScheduleDecider();

    private static final JointDecider<Execution, StandingOrderRejection> EXECUTE =
            new ExecuteDecider();

    private static final JointDecider<CancelStandingOrder, StandingOrderRejection> CANCEL =
            JointDecider.of(CATEGORY, new StandingOrderDecider(), CancelStandingOrder::orderId);

    private final CommandHandler handler;

    public StandingOrders(CommandHandler handler) {
        this.handler = handler;
    }

    public Handled<StandingOrderRejection> schedule(
            ScheduleStandingOrder command, CommandContext<StandingOrderRejection> context) {
        return handler.handle(SCHEDULE, command, context);
    }

    /**
     * Accepted also where the accounts refuse the money: that is then what is recorded.
     *
     * @throws java.util.ConcurrentModificationException if this process knew the order too late;
     *     nothing was recorded, and it knows it now
     */
    public Handled<StandingOrderRejection> execute(
            ExecuteStandingOrder command, CommandContext<StandingOrderRejection> context) {
        var order = handler.newest(CATEGORY.entity(command.orderId()));
        var terms = order instanceof Active active ? active.terms() : null;
        return handler.handle(EXECUTE, new Execution(command, terms), context);
    }

    public Handled<StandingOrderRejection> cancel(
            CancelStandingOrder command, CommandContext<StandingOrderRejection> context) {
        return handler.handle(CANCEL, command, context);
    }
}
