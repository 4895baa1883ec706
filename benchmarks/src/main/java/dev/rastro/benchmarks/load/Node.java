package dev.rastro.benchmarks.load;

import dev.rastro.bank.account.AccountCommand.Deposit;
import dev.rastro.bank.account.AccountRejection;
import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.account.Booking;
import dev.rastro.bank.account.Timing;
import dev.rastro.bank.money.Money;
import dev.rastro.bank.server.codec.BankCodecs;
import dev.rastro.benchmarks.measure.Caller;
import dev.rastro.benchmarks.scenario.Cluster;
import dev.rastro.engine.command.CommandContext;
import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.command.Handled.Accepted;
import dev.rastro.engine.command.Idempotency;
import dev.rastro.engine.event.EventIds;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.store.SnapshotStore;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;

/** A bank that has just started, and so knows no account. */
final class Node implements AutoCloseable {

    private static final Timing TIMING = Timing.now(LocalDate.EPOCH);

    private static final int STATES_KEPT = 10_000;
    private static final BankCodecs CODECS = new BankCodecs();

    private final EventIds ids = new EventIds(InstantSource.system());
    private final PostgresEventStore store;
    private final CommandHandler handler;
    private final Accounts accounts;

    Node(Cluster.Home home, SnapshotStore snapshots, int snapshotEvery) {
        this.store =
                new PostgresEventStore(
                        home.pool(),
                        home.writer(),
                        InstantSource.system(),
                        PostgresEventStore.Settings.DEFAULT.polling(Duration.ofSeconds(1), false));
        this.handler =
                new CommandHandler(
                        store,
                        snapshots,
                        CODECS.codecs(),
                        new CommandHandler.Settings(
                                InstantSource.system(), ids, STATES_KEPT, snapshotEvery));
        this.accounts = new Accounts(handler);
    }

    /** A whole command, as the server executes it: with a receipt, and answered when durable. */
    void deposit(String accountId) {
        var amount = new Money(1, LongAccounts.CURRENCY);
        var booking = new Booking(ids.get(), amount, "benchmark", TIMING, Map.of());
        var handled = accounts.deposit(new Deposit(accountId, booking), context());
        if (!(handled instanceof Accepted)) {
            throw new IllegalStateException("refused: " + handled);
        }
    }

    private CommandContext<AccountRejection> context() {
        var correlation = ids.get();
        return CommandContext.<AccountRejection>of(
                        new Metadata(correlation, correlation, "benchmark"))
                .once(
                        new Idempotency<>(
                                Caller.newKey(),
                                correlation,
                                after -> Payload.ofText("{\"status\":201}"),
                                reason -> Payload.empty()));
    }

    /**
     * @return nanoseconds until the deposit was answered
     */
    long timeDeposit(String accountId) {
        long before = System.nanoTime();
        deposit(accountId);
        return System.nanoTime() - before;
    }

    @Override
    public void close() {
        handler.close();
        store.close();
    }
}
