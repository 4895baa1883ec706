package dev.rastro.bank.account;

import static dev.rastro.engine.decider.Decision.accept;
import static dev.rastro.engine.decider.Decision.reject;

import dev.rastro.bank.account.Account.Closed;
import dev.rastro.bank.account.Account.Open;
import dev.rastro.bank.account.Account.Unopened;
import dev.rastro.bank.account.AccountCommand.Close;
import dev.rastro.bank.account.AccountCommand.Deposit;
import dev.rastro.bank.account.AccountCommand.Receive;
import dev.rastro.bank.account.AccountCommand.Send;
import dev.rastro.bank.account.AccountCommand.Withdraw;
import dev.rastro.bank.account.AccountEvent.AccountClosed;
import dev.rastro.bank.account.AccountEvent.AccountOpened;
import dev.rastro.bank.account.AccountEvent.MoneyDeposited;
import dev.rastro.bank.account.AccountEvent.MoneyWithdrawn;
import dev.rastro.bank.account.AccountEvent.TransferReceived;
import dev.rastro.bank.account.AccountEvent.TransferSent;
import dev.rastro.bank.account.AccountRejection.AccountNotFound;
import dev.rastro.bank.account.AccountRejection.BalanceNotZero;
import dev.rastro.bank.account.AccountRejection.BalanceOverflow;
import dev.rastro.bank.account.AccountRejection.CurrencyMismatch;
import dev.rastro.bank.account.AccountRejection.EffectiveDateInFuture;
import dev.rastro.bank.account.AccountRejection.InsufficientFunds;
import dev.rastro.bank.account.AccountRejection.InvalidAmount;
import dev.rastro.bank.money.Money;
import dev.rastro.engine.decider.Decider;
import dev.rastro.engine.decider.Decision;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;

/** The rules of one account. Opening looks at more than the account: {@link OpenAccount}. */
public final class AccountDecider
        implements Decider<AccountCommand, Account, AccountEvent, AccountRejection> {

    @Override
    public Account initialState() {
        return new Unopened();
    }

    @Override
    public Decision<AccountEvent, AccountRejection> decide(AccountCommand command, Account state) {
        return switch (state) {
            case Unopened unopened -> reject(new AccountNotFound(command.accountId()));
            case Closed closed -> reject(new AccountRejection.AccountClosed(command.accountId()));
            case Open open -> whenOpen(command, open);
        };
    }

    private static Decision<AccountEvent, AccountRejection> whenOpen(
            AccountCommand command, Open account) {
        return switch (command) {
            case Deposit(var id, var booking) ->
                    credit(id, booking, account, () -> deposited(booking));
            case Receive(var id, var sender, var booking) ->
                    credit(id, booking, account, () -> received(sender, booking));
            case Withdraw(var id, var booking) -> debit(booking, account, () -> withdrawn(booking));
            case Send(var id, var receiver, var booking) ->
                    debit(booking, account, () -> sent(receiver, booking));
            case Close(var id, var reason, var today) when account.isPendingAfter(today) ->
                    reject(account.entriesPending(id));
            case Close close when !account.balance().isZero() ->
                    reject(new BalanceNotZero(account.balance()));
            case Close(var id, var reason, var today) -> accept(new AccountClosed(reason));
        };
    }

    private static Decision<AccountEvent, AccountRejection> credit(
            String accountId, Booking booking, Open account, Supplier<AccountEvent> event) {
        return refusal(booking, account)
                .or(() -> overflow(accountId, booking, account))
                .map(Decision::<AccountEvent, AccountRejection>reject)
                .orElseGet(() -> accept(event.get()));
    }

    private static Decision<AccountEvent, AccountRejection> debit(
            Booking booking, Open account, Supplier<AccountEvent> event) {
        return refusal(booking, account)
                .or(() -> insufficient(booking, account))
                .map(Decision::<AccountEvent, AccountRejection>reject)
                .orElseGet(() -> accept(event.get()));
    }

    private static Optional<AccountRejection> refusal(Booking booking, Open account) {
        var amount = booking.amount();
        if (!amount.isPositive()) {
            return Optional.of(new InvalidAmount(amount));
        }
        return amount.currency().equals(account.currency())
                ? tooFarAhead(booking.timing())
                : Optional.of(new CurrencyMismatch(account.currency(), amount.currency()));
    }

    static Optional<AccountRejection> tooFarAhead(Timing timing) {
        var date = timing.effectiveDate();
        return date != null && date.isAfter(timing.latest())
                ? Optional.of(new EffectiveDateInFuture(date, timing.latest()))
                : Optional.empty();
    }

    private static Optional<AccountRejection> overflow(
            String accountId, Booking booking, Open account) {
        return account.holds(booking.amount(), booking.timing().today())
                ? Optional.empty()
                : Optional.of(new BalanceOverflow(accountId));
    }

    private static Optional<AccountRejection> insufficient(Booking booking, Open account) {
        var available = account.available(booking.timing().today());
        return booking.amount().isMoreThan(available)
                ? Optional.of(new InsufficientFunds(available))
                : Optional.empty();
    }

    private static AccountEvent deposited(Booking booking) {
        return new MoneyDeposited(
                booking.transactionId(),
                booking.amount(),
                booking.description(),
                booking.effectiveDate(),
                booking.metadata());
    }

    private static AccountEvent withdrawn(Booking booking) {
        return new MoneyWithdrawn(
                booking.transactionId(),
                booking.amount(),
                booking.description(),
                booking.effectiveDate(),
                booking.metadata());
    }

    private static AccountEvent sent(Counterparty receiver, Booking booking) {
        return new TransferSent(
                booking.transactionId(),
                receiver,
                booking.amount(),
                booking.description(),
                booking.effectiveDate(),
                booking.metadata());
    }

    private static AccountEvent received(Counterparty sender, Booking booking) {
        return new TransferReceived(
                booking.transactionId(),
                sender,
                booking.amount(),
                booking.description(),
                booking.effectiveDate(),
                booking.metadata());
    }

    @Override
    public Account evolve(Account state, AccountEvent event) {
        return evolve(state, event, Instant.EPOCH);
    }

    @Override
    public Account evolve(Account state, AccountEvent event, Instant recordedAt) {
        return switch (event) {
            case AccountOpened it ->
                    moved(unfunded(it), it.initialDeposit(), it.effectiveDate(), recordedAt);
            case MoneyDeposited it -> credited(state, it.amount(), it.effectiveDate(), recordedAt);
            case TransferReceived it ->
                    credited(state, it.amount(), it.effectiveDate(), recordedAt);
            case MoneyWithdrawn it -> debited(state, it.amount(), it.effectiveDate(), recordedAt);
            case TransferSent it -> debited(state, it.amount(), it.effectiveDate(), recordedAt);
            case AccountClosed it -> closed(open(state));
        };
    }

    private static Open unfunded(AccountOpened opened) {
        return new Open(
                opened.ownerName(),
                opened.customerId(),
                Money.zero(opened.currency()),
                opened.overdraftLimit(),
                Pending.NONE);
    }

    private static Account credited(
            Account state, Money amount, @Nullable LocalDate day, Instant recordedAt) {
        var open = open(state);
        return moved(open, open.balance().plus(amount), day, recordedAt);
    }

    private static Account debited(
            Account state, Money amount, @Nullable LocalDate day, Instant recordedAt) {
        var open = open(state);
        return moved(open, open.balance().minus(amount), day, recordedAt);
    }

    private static Open moved(
            Open before, Money balance, @Nullable LocalDate day, Instant recordedAt) {
        var pending = before.pending();
        if (day != null || !pending.isEmpty()) {
            var today = Timing.dayOf(recordedAt);
            pending = pending.after(today);
            if (day != null && day.isAfter(today)) {
                pending = pending.plus(day, balance.minus(before.balance()).minorUnits());
            }
        }
        return before.with(balance, pending);
    }

    private static Account closed(Open open) {
        return new Closed(open.ownerName(), open.customerId(), open.currency());
    }

    /**
     * Only a corrupt stream moves money in an account that is not open: stop, rather than guess.
     */
    private static Open open(Account state) {
        if (state instanceof Open open) {
            return open;
        }
        throw new IllegalStateException("something happened to an account that is " + state);
    }
}
