package dev.rastro.bank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.account.AccountCommand.Deposit;
import dev.rastro.bank.account.AccountCommand.Withdraw;
import dev.rastro.bank.account.AccountEvent;
import dev.rastro.bank.account.AccountRejection;
import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.account.CloseAccount;
import dev.rastro.bank.account.OpenAccount;
import dev.rastro.bank.customer.CustomerCommand.ArchiveCustomer;
import dev.rastro.bank.customer.CustomerCommand.ChangeAddress;
import dev.rastro.bank.customer.CustomerCommand.RegisterCustomer;
import dev.rastro.bank.customer.CustomerEvent;
import dev.rastro.bank.customer.CustomerRejection;
import dev.rastro.bank.customer.Customers;
import dev.rastro.bank.transfer.Transfer;
import dev.rastro.bank.transfer.Transfers;
import dev.rastro.engine.command.Codecs;
import dev.rastro.engine.command.CommandContext;
import dev.rastro.engine.command.CommandContext.Precondition;
import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.command.Handled;
import dev.rastro.engine.command.Handled.Accepted;
import dev.rastro.engine.command.Handled.KeyReused;
import dev.rastro.engine.command.Handled.Rejected;
import dev.rastro.engine.command.Handled.Replayed;
import dev.rastro.engine.command.Handled.VersionMismatch;
import dev.rastro.engine.command.Idempotency;
import dev.rastro.engine.decider.Entity;
import dev.rastro.engine.event.EventIds;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.store.SnapshotStore;
import dev.rastro.engine.testkit.InMemoryEventStore;
import dev.rastro.engine.testkit.InMemorySnapshotStore;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Random commands through the bank and through a model of it: no outcome may differ. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BankModelTest {

    private static final int STEPS = 4_000;
    private static final int KEYS_KEPT = 200;
    private static final Metadata METADATA =
            new Metadata(new UUID(0, 1), new UUID(0, 2), "model test");

    /** A command as it was sent, to be sent again. */
    private record Sent(Object command, Envelope envelope, String answer) {}

    private record Envelope(
            Optional<UUID> key, UUID fingerprint, Optional<Precondition> precondition) {

        <R> CommandContext<R> context() {
            return new CommandContext<>(
                    METADATA,
                    key.map(id ->
                            new Idempotency<R>(
                                    id,
                                    fingerprint,
                                    after -> answer(Optional.empty()),
                                    reason -> answer(Optional.of(reason)))),
                    precondition);
        }

        Envelope withFingerprint(UUID other) {
            return new Envelope(key, other, precondition);
        }

        static Payload answer(Optional<?> reason) {
            return Payload.ofText(reason.toString());
        }
    }

    private Instant now = Instant.EPOCH;
    private final InMemoryEventStore store = new InMemoryEventStore(() -> now);
    private final SnapshotStore snapshots = new InMemorySnapshotStore();
    private final ByReference<AccountEvent> accountEvents = new ByReference<>();
    private final ByReference<CustomerEvent> customerEvents = new ByReference<>();
    private final Codecs codecs = ByReference.codecs(accountEvents, customerEvents);
    private final BankModel model = new BankModel();
    private final LogCheck log = new LogCheck(store, accountEvents, customerEvents);
    private final List<Sent> sent = new ArrayList<>();
    private final Set<Class<?>> seen = new HashSet<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void the_bank_does_what_the_model_does_and_money_is_conserved(long seed) {
        // Every other run forgets nearly all states at once, and so lives on log and snapshots.
        int statesKept = seed % 2 == 0 ? 10_000 : 16;
        System.out.printf("seed %d, %d states kept%n", seed, statesKept);
        var random = new Random(seed);
        var commands = new RandomCommands(random);
        try (var handler = handler(snapshots, statesKept)) {
            for (int step = 1; step <= STEPS; step++) {
                if (!sent.isEmpty() && commands.rarely(8)) {
                    sendAgain(handler, commands, sent.get(random.nextInt(sent.size())));
                } else {
                    send(handler, commands);
                }
                assertBooksBalance();
            }
            assertStatesAsLogged(handler);
        }
        assertColdStartChangesNothing();
        assertThat(seen).containsAll(everythingThatCanHappen());
    }

    private CommandHandler handler(SnapshotStore snapshotStore, int statesKept) {
        InstantSource clock = () -> now;
        return new CommandHandler(
                store,
                snapshotStore,
                codecs,
                new CommandHandler.Settings(clock, new EventIds(clock), statesKept, 5));
    }

    private void send(CommandHandler handler, RandomCommands commands) {
        var command = commands.next();
        now = commands.today().atStartOfDay(ZoneOffset.UTC).toInstant();
        var entity = entityOf(command);
        long version = model.books.versions.getOrDefault(entity.stream().toString(), 0L);
        long expected = commands.rarely(2) ? version : version + 1;
        var envelope =
                new Envelope(
                        commands.rarely(2) ? Optional.of(commands.uuid()) : Optional.empty(),
                        commands.uuid(),
                        commands.rarely(6)
                                ? Optional.of(new Precondition(entity, expected))
                                : Optional.empty());
        var handled = dispatch(handler, command, envelope);
        seen.add(handled.getClass());
        if (envelope.precondition().isPresent() && expected != version) {
            assertThat(handled).as("%s", command).isEqualTo(new VersionMismatch<>(version));
            return;
        }
        var reason = model.apply(command);
        reason.ifPresent(is -> seen.add(is.getClass()));
        assertDone(command, handled, reason);
        if (envelope.key().isPresent()) {
            remember(new Sent(command, envelope, reason.toString()));
        }
    }

    private void remember(Sent message) {
        if (sent.size() == KEYS_KEPT) {
            sent.removeFirst();
        }
        sent.add(message);
    }

    private void assertDone(Object command, Handled<?> handled, Optional<Object> reason) {
        var found = Executed.of(handled);
        assertThat(found.reason()).as("%s", command).isEqualTo(reason);
        assertThat(found.position()).as("%s", command).isEqualTo(store.lastPosition());
    }

    private void sendAgain(CommandHandler handler, RandomCommands commands, Sent before) {
        long events = store.lastPosition();
        boolean same = !commands.rarely(4);
        var envelope =
                same ? before.envelope() : before.envelope().withFingerprint(commands.uuid());
        var handled = dispatch(handler, before.command(), envelope);
        seen.add(handled.getClass());
        assertThat(store.lastPosition()).isEqualTo(events);
        assertThat(handled).isInstanceOf(same ? Replayed.class : KeyReused.class);
        if (handled instanceof Replayed<?>(var first)) {
            assertThat(first.receipt().answer().text()).isEqualTo(before.answer());
        }
    }

    private void assertBooksBalance() {
        log.readOn();
        assertThat(log.totals().values()).allMatch(total -> total.signum() == 0);
        assertThat(log.versions).isEqualTo(model.books.versions);
        assertThat(log.outside).isEqualTo(model.books.outside);
        assertThat(log.balances()).isEqualTo(model.books.balances());
        assertThat(log.openAccounts()).isEqualTo(model.books.openAccounts());
    }

    private void assertColdStartChangesNothing() {
        try (var withSnapshots = handler(snapshots, 10_000);
                var without = handler(new InMemorySnapshotStore(), 10_000)) {
            assertStatesAsLogged(withSnapshots);
            assertStatesAsLogged(without);
        }
    }

    private void assertStatesAsLogged(CommandHandler handler) {
        log.accounts.forEach((id, account) ->
                assertThat(handler.newest(Accounts.CATEGORY.entity(id))).isEqualTo(account));
        log.customers.forEach((id, customer) ->
                assertThat(handler.newest(Customers.CATEGORY.entity(id))).isEqualTo(customer));
    }

    private static List<Class<?>> everythingThatCanHappen() {
        var all = new ArrayList<Class<?>>();
        all.addAll(List.of(AccountRejection.class.getPermittedSubclasses()));
        all.addAll(List.of(CustomerRejection.class.getPermittedSubclasses()));
        all.addAll(List.of(Handled.class.getPermittedSubclasses()));
        return all;
    }

    /** What was executed now: why not, and where. */
    private record Executed(Optional<Object> reason, long position) {

        static Executed of(Handled<?> handled) {
            return switch (handled) {
                case Accepted<?>(var after, long position, var answer) ->
                        new Executed(Optional.empty(), position);
                case Rejected<?>(var reason, long position, var answer) ->
                        new Executed(Optional.of(reason), position);
                default -> throw new AssertionError("not executed now: " + handled);
            };
        }
    }

    private static Handled<?> dispatch(CommandHandler handler, Object command, Envelope envelope) {
        var accounts = new Accounts(handler);
        var customers = new Customers(handler);
        return switch (command) {
            case OpenAccount open -> accounts.open(open, envelope.context());
            case Deposit deposit -> accounts.deposit(deposit, envelope.context());
            case Withdraw withdraw -> accounts.withdraw(withdraw, envelope.context());
            case CloseAccount close -> accounts.close(close, envelope.context());
            case Transfer transfer -> new Transfers(handler).transfer(transfer, envelope.context());
            case RegisterCustomer register -> customers.register(register, envelope.context());
            case ChangeAddress change -> customers.changeAddress(change, envelope.context());
            case ArchiveCustomer archive -> customers.archive(archive, envelope.context());
            default -> throw new IllegalArgumentException(command.toString());
        };
    }

    private static Entity<?, ?> entityOf(Object command) {
        return switch (command) {
            case OpenAccount open -> Accounts.CATEGORY.entity(open.accountId());
            case Deposit deposit -> Accounts.CATEGORY.entity(deposit.accountId());
            case Withdraw withdraw -> Accounts.CATEGORY.entity(withdraw.accountId());
            case CloseAccount close -> Accounts.CATEGORY.entity(close.accountId());
            case Transfer transfer -> Accounts.CATEGORY.entity(transfer.toAccountId());
            case RegisterCustomer register -> Customers.CATEGORY.entity(register.customerId());
            case ChangeAddress change -> Customers.CATEGORY.entity(change.customerId());
            case ArchiveCustomer archive -> Customers.CATEGORY.entity(archive.customerId());
            default -> throw new IllegalArgumentException(command.toString());
        };
    }
}
