package dev.rastro.bank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.account.Account;
import dev.rastro.bank.account.AccountCommand.Withdraw;
import dev.rastro.bank.account.AccountEvent;
import dev.rastro.bank.account.AccountRejection;
import dev.rastro.bank.account.AccountRejection.InsufficientFunds;
import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.account.Booking;
import dev.rastro.bank.account.OpenAccount;
import dev.rastro.bank.account.Pending;
import dev.rastro.bank.account.Timing;
import dev.rastro.bank.customer.Address;
import dev.rastro.bank.customer.Customer;
import dev.rastro.bank.customer.CustomerCommand.ArchiveCustomer;
import dev.rastro.bank.customer.CustomerCommand.RegisterCustomer;
import dev.rastro.bank.customer.CustomerEvent;
import dev.rastro.bank.customer.Customers;
import dev.rastro.bank.money.Money;
import dev.rastro.bank.transfer.Transfer;
import dev.rastro.bank.transfer.Transfers;
import dev.rastro.engine.command.Codecs;
import dev.rastro.engine.command.CommandContext;
import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.command.Handled;
import dev.rastro.engine.command.Handled.Accepted;
import dev.rastro.engine.command.Handled.Rejected;
import dev.rastro.engine.event.EventIds;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.testkit.InMemoryEventStore;
import dev.rastro.engine.testkit.InMemorySnapshotStore;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** Many callers of two processes that share one log. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RacesTest {

    private static final Timing TIMING = Timing.now(LocalDate.EPOCH);
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final UUID ID = new UUID(0, 1);
    private static final Metadata METADATA = new Metadata(ID, ID, "races");

    private final InMemoryEventStore store =
            new InMemoryEventStore(InstantSource.fixed(Instant.EPOCH));
    private final ByReference<AccountEvent> accountEvents = new ByReference<>();
    private final ByReference<CustomerEvent> customerEvents = new ByReference<>();
    private final Codecs codecs = ByReference.codecs(accountEvents, customerEvents);
    private final LogCheck log = new LogCheck(store, accountEvents, customerEvents);
    private final CommandHandler one = handler();
    private final CommandHandler other = handler();

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void racing_withdrawals_take_all_there_is_and_not_a_cent_more() throws Exception {
        open("a1", null, euros(100_00));
        var withdrawal = new Withdraw("a1", booking(euros(10_00)));

        var results = race(64, i -> () -> accounts(i).withdraw(withdrawal, context()));

        assertThat(results.stream().filter(RacesTest::isAccepted)).hasSize(10);
        assertThat(results.stream().filter(result -> isRefused(result, euros(0)))).hasSize(54);
        log.readOn();
        assertThat(log.accounts.get("a1"))
                .isEqualTo(new Account.Open("Owner", null, euros(0), euros(0), Pending.NONE));
    }

    @Test
    void racing_transfers_back_and_forth_lose_nothing() throws Exception {
        open("a1", null, euros(100_00));
        open("a2", null, euros(100_00));
        var there = new Transfer("a1", "a2", booking(euros(10_00)));
        var back = new Transfer("a2", "a1", booking(euros(10_00)));

        var results =
                race(
                        200,
                        i ->
                                () ->
                                        new Transfers(i % 4 < 2 ? one : other)
                                                .transfer(i % 2 == 0 ? there : back, context()));

        assertThat(results)
                .allMatch(result -> result instanceof Accepted || result instanceof Rejected);
        log.readOn();
        assertThat(log.totals()).allSatisfy((currency, total) -> assertThat(total).isZero());
        assertThat(log.balances().values()).allMatch(balance -> balance.signum() >= 0);
    }

    @Test
    void a_customer_is_never_archived_while_an_account_is_being_opened() throws Exception {
        for (int round = 0; round < 20; round++) {
            var id = "c" + round;
            var address = new Address(null, "Brno", null, null);
            new Customers(one)
                    .register(
                            new RegisterCustomer(id, "Jana", address, null, Map.of()),
                            CommandContext.of(METADATA));

            var results =
                    race(
                            2,
                            i ->
                                    () ->
                                            i == 0
                                                    ? open("a-" + id, id, euros(0))
                                                    : new Customers(other)
                                                            .archive(
                                                                    new ArchiveCustomer(id, null),
                                                                    CommandContext.of(METADATA)));

            assertThat(results.stream().filter(RacesTest::isAccepted)).hasSize(1);
            log.readOn();
            assertThat(log.customers.get(id) instanceof Customer.Archived)
                    .isNotEqualTo(log.accounts.containsKey("a-" + id));
        }
    }

    private interface Attempt {
        Callable<Handled<?>> number(int i);
    }

    private static Collection<Handled<?>> race(int callers, Attempt attempt) throws Exception {
        var results = new ConcurrentLinkedQueue<Handled<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var attempts = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < callers; i++) {
                var call = attempt.number(i);
                attempts.add(() -> results.add(call.call()));
            }
            for (var done : threads.invokeAll(attempts)) {
                assertThat(done.get()).isTrue();
            }
        }
        return List.copyOf(results);
    }

    private Handled<AccountRejection> open(
            String id, @Nullable String customerId, Money initialDeposit) {
        var owner = customerId == null ? "Owner" : null;
        return accounts(0)
                .open(
                        new OpenAccount(
                                id,
                                owner,
                                customerId,
                                EUR,
                                initialDeposit,
                                euros(0),
                                null,
                                ID,
                                TIMING,
                                Map.of()),
                        context());
    }

    private Accounts accounts(int caller) {
        return new Accounts(caller % 2 == 0 ? one : other);
    }

    private CommandHandler handler() {
        var clock = InstantSource.fixed(Instant.EPOCH);
        return new CommandHandler(
                store,
                new InMemorySnapshotStore(),
                codecs,
                CommandHandler.Settings.of(clock, new EventIds(clock)));
    }

    private static boolean isAccepted(Handled<?> handled) {
        return handled instanceof Accepted;
    }

    private static boolean isRefused(Handled<?> handled, Money available) {
        return handled instanceof Rejected<?>(var reason, long position, var answer)
                && reason.equals(new InsufficientFunds(available));
    }

    private static CommandContext<AccountRejection> context() {
        return CommandContext.of(METADATA);
    }

    private static Booking booking(Money amount) {
        return new Booking(ID, amount, "", TIMING, Map.of());
    }

    private static Money euros(long cents) {
        return new Money(cents, EUR);
    }
}
