package dev.rastro.bank.server.standingorder;

import dev.rastro.bank.server.shared.command.Tools;
import dev.rastro.bank.standingorder.Due;
import dev.rastro.bank.standingorder.StandingOrderCommand.CancelStandingOrder;
import dev.rastro.bank.standingorder.StandingOrderCommand.ExecuteStandingOrder;
import dev.rastro.bank.standingorder.StandingOrderEvent;
import dev.rastro.bank.standingorder.StandingOrders;
import dev.rastro.engine.decider.EventCodec;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.process.Cause;
import dev.rastro.engine.process.ProcessManager;
import dev.rastro.engine.process.Timer;
import dev.rastro.engine.subscription.EventFilter;

import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Pays standing orders on their days, which begin at midnight in UTC, and cancels those of closed
 * accounts.
 */
final class StandingOrderProcess implements ProcessManager {

    private static final String ACCOUNT_CLOSED = "AccountClosed";

    private final StandingOrders orders;
    private final StandingOrderReader reader;
    private final EventCodec<StandingOrderEvent> codec;
    private final Tools tools;

    StandingOrderProcess(
            StandingOrders orders,
            StandingOrderReader reader,
            EventCodec<StandingOrderEvent> codec,
            Tools tools) {
        this.orders = orders;
        this.reader = reader;
        this.codec = codec;
        this.tools = tools;
    }

    @Override
    public String name() {
        return "standing_order";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Timer timer(RecordedEvent event) {
        if (!event.stream().category().equals(StandingOrders.CATEGORY.name())) {
            return new Timer.Unchanged();
        }
        var next = codec.decode(event.data()).next();
        return next == null
                ? new Timer.Off()
                : new Timer.Until(next.day().atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    @Override
    public EventFilter reactsTo() {
        return EventFilter.types(ACCOUNT_CLOSED);
    }

    /** None can be scheduled any more, so what the reader shows at this event is all there is. */
    @Override
    public void react(RecordedEvent event, Cause cause) {
        var accountId = event.stream().id();
        var reason = "account %s was closed".formatted(accountId);
        for (var orderId : reader.activeOf(accountId, event.position())) {
            orders.cancel(new CancelStandingOrder(orderId, reason), cause.command(orderId));
        }
    }

    @Override
    public void due(RecordedEvent event, Cause cause) {
        var next = codec.decode(event.data()).next();
        if (next == null) {
            throw new IllegalStateException("sets no timer: " + event);
        }
        var command =
                new ExecuteStandingOrder(
                        event.stream().id(),
                        next.date(),
                        next.attempt(),
                        tools.ids().get(),
                        today(next));
        orders.execute(command, cause.command("execute"));
    }

    /** A clock that was set back since the day began must not make it tomorrow's. */
    private LocalDate today(Due due) {
        var today = tools.today();
        return today.isBefore(due.day()) ? due.day() : today;
    }
}
