package dev.rastro.bank.demo;

import dev.rastro.bank.account.AccountCommand.Deposit;
import dev.rastro.bank.account.AccountCommand.Withdraw;
import dev.rastro.bank.account.Booking;
import dev.rastro.bank.account.OpenAccount;
import dev.rastro.bank.account.Timing;
import dev.rastro.bank.demo.town.Action;
import dev.rastro.bank.demo.town.DemoCommand;
import dev.rastro.bank.standingorder.Schedule;
import dev.rastro.bank.standingorder.StandingOrderCommand.ExecuteStandingOrder;
import dev.rastro.bank.standingorder.StandingOrderCommand.ScheduleStandingOrder;
import dev.rastro.bank.standingorder.Terms;
import dev.rastro.bank.transfer.Transfer;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * Tells the past to a bank that records it today: what moves money gets its day as effective date.
 * Standing orders begin after the year, because the bank itself keeps their dates; what they would
 * have paid is paid by transfers.
 */
record Backdating(LocalDate yearEnd) {

    DemoCommand of(DemoCommand demo) {
        var day = LocalDate.ofInstant(demo.at(), ZoneOffset.UTC);
        return new DemoCommand(
                demo.at(),
                demo.key(),
                demo.correlationId(),
                demo.actor(),
                demo.inOrderOf(),
                of(demo.action(), day));
    }

    private Action of(Action action, LocalDate day) {
        return switch (action) {
            case Action.Open(var command) -> new Action.Open(on(day, command));
            case Action.PayIn(Deposit(var id, var booking)) ->
                    new Action.PayIn(new Deposit(id, on(day, booking)));
            case Action.PayOut(Withdraw(var id, var booking)) ->
                    new Action.PayOut(new Withdraw(id, on(day, booking)));
            case Action.Send(Transfer(var from, var to, var booking)) ->
                    new Action.Send(new Transfer(from, to, on(day, booking)));
            case Action.Schedule(var command) -> new Action.Schedule(afterTheYear(command));
            case Action.Execute(var command, var terms) ->
                    new Action.Send(transfer(command, terms, day));
            case Action.Register same -> same;
            case Action.Relocate same -> same;
            case Action.Archive same -> same;
            case Action.Close same -> same;
            case Action.Cancel same -> same;
        };
    }

    private OpenAccount on(LocalDate day, OpenAccount command) {
        return new OpenAccount(
                command.accountId(),
                command.ownerName(),
                command.customerId(),
                command.currency(),
                command.initialDeposit(),
                command.overdraftLimit(),
                command.externalId(),
                command.transactionId(),
                Timing.on(day, yearEnd),
                command.metadata());
    }

    private Booking on(LocalDate day, Booking booking) {
        @Nullable LocalDate own = booking.effectiveDate();
        return new Booking(
                booking.transactionId(),
                booking.amount(),
                booking.description(),
                Timing.on(own == null ? day : own, yearEnd),
                booking.metadata());
    }

    private ScheduleStandingOrder afterTheYear(ScheduleStandingOrder command) {
        var terms = command.terms();
        var first = terms.schedule().firstDate();
        while (!first.isAfter(yearEnd)) {
            first = terms.schedule().after(first).orElseThrow();
        }
        var schedule = new Schedule(first, terms.schedule().interval(), null);
        return new ScheduleStandingOrder(
                command.orderId(),
                new Terms(
                        terms.fromAccountId(),
                        terms.toAccountId(),
                        terms.amount(),
                        terms.description(),
                        schedule),
                yearEnd);
    }

    private Transfer transfer(ExecuteStandingOrder command, Terms terms, LocalDate day) {
        var metadata = Map.of("standing_order_id", command.orderId());
        return new Transfer(
                terms.fromAccountId(),
                terms.toAccountId(),
                new Booking(
                        command.transactionId(),
                        terms.amount(),
                        terms.description(),
                        Timing.on(day, yearEnd),
                        metadata));
    }
}
