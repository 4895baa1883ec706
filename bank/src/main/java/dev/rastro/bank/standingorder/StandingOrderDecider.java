package dev.rastro.bank.standingorder;

import static dev.rastro.engine.decider.Decision.accept;
import static dev.rastro.engine.decider.Decision.reject;

import dev.rastro.bank.standingorder.StandingOrder.Active;
import dev.rastro.bank.standingorder.StandingOrder.Ended;
import dev.rastro.bank.standingorder.StandingOrder.Unscheduled;
import dev.rastro.bank.standingorder.StandingOrderCommand.CancelStandingOrder;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderCancelled;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderCompleted;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderExecuted;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderExecutionFailed;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderScheduled;
import dev.rastro.bank.standingorder.StandingOrderRejection.OrderEnded;
import dev.rastro.bank.standingorder.StandingOrderRejection.OrderNotFound;
import dev.rastro.engine.decider.Decider;
import dev.rastro.engine.decider.Decision;

/** The rules of a standing order alone. All but cancelling looks at its accounts too. */
final class StandingOrderDecider
        implements Decider<
                CancelStandingOrder, StandingOrder, StandingOrderEvent, StandingOrderRejection> {

    @Override
    public StandingOrder initialState() {
        return new Unscheduled();
    }

    @Override
    public Decision<StandingOrderEvent, StandingOrderRejection> decide(
            CancelStandingOrder command, StandingOrder state) {
        return switch (state) {
            case Unscheduled unscheduled -> reject(new OrderNotFound(command.orderId()));
            case Ended ended -> reject(new OrderEnded(command.orderId()));
            case Active active -> accept(new StandingOrderCancelled(command.reason()));
        };
    }

    @Override
    public StandingOrder evolve(StandingOrder state, StandingOrderEvent event) {
        return switch (event) {
            case StandingOrderScheduled scheduled ->
                    new Active(scheduled.terms(), scheduled.next());
            case StandingOrderExecuted executed -> next(state, executed);
            case StandingOrderExecutionFailed failed -> next(state, failed);
            case StandingOrderCancelled cancelled -> new Ended();
            case StandingOrderCompleted completed -> new Ended();
        };
    }

    /** Only a corrupt stream pays an order that is not active: stop, rather than guess. */
    private static Active next(StandingOrder state, StandingOrderEvent event) {
        if (state instanceof Active active) {
            return new Active(active.terms(), event.next());
        }
        throw new IllegalStateException("something was paid by a standing order that is " + state);
    }
}
