package dev.rastro.bank.demo.town;

import dev.rastro.bank.account.AccountCommand.Deposit;
import dev.rastro.bank.account.AccountCommand.Withdraw;
import dev.rastro.bank.account.Booking;
import dev.rastro.bank.account.CloseAccount;
import dev.rastro.bank.account.OpenAccount;
import dev.rastro.bank.account.Timing;
import dev.rastro.bank.customer.Address;
import dev.rastro.bank.customer.CustomerCommand.ArchiveCustomer;
import dev.rastro.bank.customer.CustomerCommand.ChangeAddress;
import dev.rastro.bank.customer.CustomerCommand.RegisterCustomer;
import dev.rastro.bank.demo.town.DemoCommand.Action;
import dev.rastro.bank.money.Money;
import dev.rastro.bank.transfer.Transfer;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The bank as the town sees it: makes the commands, and keeps the town's count of its money. */
final class TownBank {

    private final SeededRandom random;

    private Consumer<DemoCommand> listener = command -> {};
    private Instant now = Instant.EPOCH;
    private @Nullable LocalDate recordedOn;

    /**
     * Who pays, how and for what.
     *
     * @param correlationId of many payments that belong together; null for a single one
     */
    record Purpose(
            String actor, String text, Map<String, String> metadata, @Nullable UUID correlationId) {
        Purpose(String actor, String text) {
            this(actor, text, Map.of(), null);
        }
    }

    TownBank(SeededRandom random) {
        this.random = random;
    }

    /**
     * @param newRecordedOn the day on which all is recorded that happens earlier, backdated; null
     *     if everything is recorded when it happens
     */
    void sendTo(Consumer<DemoCommand> newListener, @Nullable LocalDate newRecordedOn) {
        listener = newListener;
        recordedOn = newRecordedOn;
    }

    void at(Instant instant) {
        now = instant;
    }

    LocalDate today() {
        return Timing.dayOf(now);
    }

    boolean isBackdating() {
        return recordedOn != null;
    }

    LocalDate recordedOn() {
        return recordedOn == null ? today() : recordedOn;
    }

    UUID id() {
        return random.id(now);
    }

    String register(String name, Address address, Map<String, String> metadata) {
        var id = id().toString();
        var command = new RegisterCustomer(id, name, address, null, metadata);
        send("branch", List.of(id), new Action.Register(command));
        return id;
    }

    void relocate(String customerId, Address address) {
        var command = new ChangeAddress(customerId, address);
        send("online banking", List.of(customerId), new Action.Relocate(command));
    }

    void archive(String customerId, String reason) {
        var command = new ArchiveCustomer(customerId, reason);
        send("branch", List.of(customerId), new Action.Archive(command));
    }

    TownAccount open(String customerId, Money initial, long limit, boolean busy) {
        var command =
                new OpenAccount(
                        id().toString(),
                        null,
                        customerId,
                        initial.currency(),
                        initial,
                        new Money(limit, initial.currency()),
                        null,
                        id(),
                        timing(null),
                        Map.of("product", busy ? "business" : "private"));
        send("branch", List.of(customerId, command.accountId()), new Action.Open(command));
        return new TownAccount(command, today(), busy);
    }

    /** What is left goes to the other account. */
    void close(String customerId, TownAccount account, @Nullable TownAccount sweepTo) {
        var touched = new ArrayList<>(List.of(customerId, account.id()));
        if (sweepTo != null) {
            touched.add(sweepTo.id());
            move(account, sweepTo, account.balance());
        }
        account.close();
        var command =
                new CloseAccount(
                        account.id(),
                        "wish of the customer",
                        sweepTo == null ? null : sweepTo.id(),
                        id(),
                        today());
        send("branch", touched, new Action.Close(command));
    }

    void payIn(TownAccount account, long amount, Purpose purpose) {
        book(account, amount, purpose, null);
    }

    /**
     * Pays in, or if negative, out.
     *
     * @param effective null for today
     */
    void book(TownAccount account, long amount, Purpose purpose, @Nullable LocalDate effective) {
        var booking = booking(account.money(Math.abs(amount)), purpose, effective);
        account.add(amount);
        send(
                purpose.actor(),
                orderingKeys(account),
                amount > 0
                        ? new Action.PayIn(new Deposit(account.id(), booking))
                        : new Action.PayOut(new Withdraw(account.id(), booking)));
    }

    /** Nothing happens where the money is missing. */
    void payOut(TownAccount account, long amount, Purpose purpose) {
        if (account.affords(amount)) {
            book(account, -amount, purpose, null);
        }
    }

    /** Nothing happens where the money is missing. */
    void transfer(TownAccount from, TownAccount to, long amount, Purpose purpose) {
        if (from.affords(amount) && to.isOpen()) {
            var booking = booking(from.money(amount), purpose, null);
            move(from, to, amount);
            var action = new Action.Send(new Transfer(from.id(), to.id(), booking));
            var run = purpose.correlationId();
            send(purpose.actor(), orderingKeys(from, to), action, run == null ? id() : run);
        }
    }

    static void move(TownAccount from, TownAccount to, long amount) {
        from.add(-amount);
        to.add(amount);
    }

    static List<String> orderingKeys(TownAccount... accounts) {
        return Stream.of(accounts).filter(it -> !it.isBusy()).map(TownAccount::id).toList();
    }

    Booking booking(Money amount, Purpose purpose, @Nullable LocalDate effective) {
        return new Booking(id(), amount, purpose.text(), timing(effective), purpose.metadata());
    }

    private Timing timing(@Nullable LocalDate effective) {
        boolean implied = effective == null && isBackdating();
        return Timing.on(implied ? today() : effective, recordedOn());
    }

    void send(String actor, List<String> orderingKeys, Action action) {
        send(actor, orderingKeys, action, id());
    }

    private void send(String actor, List<String> orderingKeys, Action action, UUID correlationId) {
        listener.accept(new DemoCommand(now, id(), correlationId, actor, orderingKeys, action));
    }
}
