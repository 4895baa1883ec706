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
import dev.rastro.bank.demo.town.TownAccount.Opening;
import dev.rastro.bank.money.Money;
import dev.rastro.bank.transfer.Transfer;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Asks the bank for what the town wants, and keeps the town's own count of its money. */
final class Books {

    private final Chance chance;

    private Consumer<DemoCommand> listener = command -> {};
    private Instant now = Instant.EPOCH;

    /** Who pays, how and for what. */
    record Slip(String actor, String text, Map<String, String> metadata, @Nullable UUID run) {
        Slip(String actor, String text) {
            this(actor, text, Map.of(), null);
        }

        Slip with(String key, String value) {
            return new Slip(actor, text, Map.of(key, value), run);
        }

        /** One of many payments that belong together. */
        Slip of(UUID newRun) {
            return new Slip(actor, text, metadata, newRun);
        }
    }

    Books(Chance chance) {
        this.chance = chance;
    }

    void tellTo(Consumer<DemoCommand> newListener) {
        listener = newListener;
    }

    void at(Instant instant) {
        now = instant;
    }

    Instant now() {
        return now;
    }

    LocalDate today() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    UUID id() {
        return chance.id(now);
    }

    String register(String name, Address address, Map<String, String> metadata) {
        var id = id().toString();
        var command = new RegisterCustomer(id, name, address, null, metadata);
        say("branch", List.of(id), new Action.Register(command));
        return id;
    }

    void relocate(String customerId, Address address) {
        var command = new ChangeAddress(customerId, address);
        say("online banking", List.of(customerId), new Action.Relocate(command));
    }

    void archive(String customerId, String reason) {
        var command = new ArchiveCustomer(customerId, reason);
        say("branch", List.of(customerId), new Action.Archive(command));
    }

    TownAccount open(String customerId, Opening opening) {
        var account = new TownAccount(id().toString(), today(), opening);
        var command =
                new OpenAccount(
                        account.id(),
                        null,
                        customerId,
                        opening.initial().currency(),
                        opening.initial(),
                        opening.limit(),
                        null,
                        id(),
                        Timing.now(today()),
                        Map.of("product", opening.busy() ? "business" : "private"));
        say("branch", List.of(customerId, account.id()), new Action.Open(command));
        return account;
    }

    /** What is left goes to the other account. */
    void close(String customerId, TownAccount account, @Nullable TownAccount sweepTo) {
        var command =
                new CloseAccount(
                        account.id(),
                        "wish of the customer",
                        sweepTo == null ? null : sweepTo.id(),
                        id(),
                        today());
        var touched =
                sweepTo == null
                        ? List.of(customerId, account.id())
                        : List.of(customerId, account.id(), sweepTo.id());
        if (sweepTo != null) {
            move(account, sweepTo, account.balance());
        }
        account.close();
        say("branch", touched, new Action.Close(command));
    }

    void payIn(TownAccount account, long amount, Slip slip) {
        correct(account, amount, slip, null);
    }

    /** What should have been booked on another day: paid in, or if negative, taken out. */
    void correct(TownAccount account, long amount, Slip slip, @Nullable LocalDate day) {
        var booking = booking(account.money(Math.abs(amount)), slip, day);
        account.add(amount);
        say(
                slip.actor(),
                inOrderOf(account),
                amount > 0
                        ? new Action.PayIn(new Deposit(account.id(), booking))
                        : new Action.PayOut(new Withdraw(account.id(), booking)));
    }

    /** Nothing happens where the money is missing. */
    boolean payOut(TownAccount account, long amount, Slip slip) {
        if (!account.affords(amount)) {
            return false;
        }
        correct(account, -amount, slip, null);
        return true;
    }

    /** Nothing happens where the money is missing. */
    boolean send(TownAccount from, TownAccount to, long amount, Slip slip) {
        if (!from.affords(amount) || !to.isOpen()) {
            return false;
        }
        var booking = booking(from.money(amount), slip, null);
        move(from, to, amount);
        var action = new Action.Send(new Transfer(from.id(), to.id(), booking));
        var run = slip.run();
        say(slip.actor(), inOrderOf(from, to), action, run == null ? id() : run);
        return true;
    }

    static void move(TownAccount from, TownAccount to, long amount) {
        from.add(-amount);
        to.add(amount);
    }

    static List<String> inOrderOf(TownAccount... accounts) {
        return List.of(accounts).stream()
                .filter(account -> !account.isBusy())
                .map(TownAccount::id)
                .toList();
    }

    private Booking booking(Money amount, Slip slip, @Nullable LocalDate day) {
        return new Booking(id(), amount, slip.text(), Timing.on(day, today()), slip.metadata());
    }

    void say(String actor, List<String> inOrderOf, Action action) {
        say(actor, inOrderOf, action, id());
    }

    private void say(String actor, List<String> inOrderOf, Action action, UUID correlationId) {
        listener.accept(new DemoCommand(now, id(), correlationId, actor, inOrderOf, action));
    }
}
