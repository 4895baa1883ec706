package dev.rastro.bank.account;

import static dev.rastro.engine.decider.Decision.accept;
import static dev.rastro.engine.decider.Decision.reject;

import dev.rastro.bank.account.Account.Closed;
import dev.rastro.bank.account.Account.Open;
import dev.rastro.bank.account.Account.Unopened;
import dev.rastro.bank.account.AccountCommand.Close;
import dev.rastro.bank.account.AccountCommand.Deposit;
import dev.rastro.bank.account.AccountCommand.Movement;
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
import java.util.function.Function;

/** The rules of one account. Opening looks at more than the account: {@link OpenAccount}. */
public final class AccountDecider
        implements Decider<AccountCommand, Account, AccountEvent, AccountRejection> {

    @Override
    public Account initialState() {
        return new Unopened();
    }

    @Override
    public Decision<AccountEvent, AccountRejection> decide(AccountCommand command, Account state) {
        return switch (command) {
            case Movement movement -> {
                // Before all rules: what cannot be counted is no command.
                var amount = movement.booking().amount().in(state.currency());
                yield whenOpen(movement, state, account -> move(movement, amount, account));
            }
            case Close close -> whenOpen(close, state, account -> close(close, account));
        };
    }

    private static Decision<AccountEvent, AccountRejection> whenOpen(
            AccountCommand command,
            Account state,
            Function<Open, Decision<AccountEvent, AccountRejection>> rules) {
        return switch (state) {
            case Unopened unopened -> reject(new AccountNotFound(command.accountId()));
            case Closed closed -> reject(new AccountRejection.AccountClosed(command.accountId()));
            case Open open -> rules.apply(open);
        };
    }

    private static Decision<AccountEvent, AccountRejection> close(Close close, Open account) {
        if (account.isPendingAfter(close.today())) {
            return reject(account.entriesPending(close.accountId()));
        }
        return account.balance().isZero()
                ? accept(new AccountClosed(close.reason()))
                : reject(new BalanceNotZero(account.balance()));
    }

    private static Decision<AccountEvent, AccountRejection> move(
            Movement movement, Money amount, Open account) {
        return refusal(movement.booking(), amount, account)
                .or(() -> refusalOfBalance(movement, amount, account))
                .map(Decision::<AccountEvent, AccountRejection>reject)
                .orElseGet(() -> accept(moved(movement, amount)));
    }

    private static Optional<AccountRejection> refusal(Booking booking, Money amount, Open account) {
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

    private static Optional<AccountRejection> refusalOfBalance(
            Movement movement, Money amount, Open account) {
        var today = movement.booking().timing().today();
        return switch (movement) {
            case Deposit it -> overflow(it, amount, account);
            case Receive it -> overflow(it, amount, account);
            case Withdraw it -> insufficient(amount, account.available(today));
            case Send it -> insufficient(amount, account.available(today));
        };
    }

    private static Optional<AccountRejection> overflow(
            Movement movement, Money amount, Open account) {
        return account.holds(amount, movement.booking().timing().today())
                ? Optional.empty()
                : Optional.of(new BalanceOverflow(movement.accountId()));
    }

    private static Optional<AccountRejection> insufficient(Money amount, Money available) {
        return amount.isMoreThan(available)
                ? Optional.of(new InsufficientFunds(available))
                : Optional.empty();
    }

    private static AccountEvent moved(Movement movement, Money amount) {
        var booking = movement.booking();
        var id = booking.transactionId();
        var description = booking.description();
        var day = booking.effectiveDate();
        var metadata = booking.metadata();
        return switch (movement) {
            case Deposit it -> new MoneyDeposited(id, amount, description, day, metadata);
            case Withdraw it -> new MoneyWithdrawn(id, amount, description, day, metadata);
            case Send(var from, var receiver, var same) ->
                    new TransferSent(id, receiver, amount, description, day, metadata);
            case Receive(var to, var sender, var same) ->
                    new TransferReceived(id, sender, amount, description, day, metadata);
        };
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
