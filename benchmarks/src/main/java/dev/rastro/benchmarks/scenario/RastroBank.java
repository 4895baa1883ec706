package dev.rastro.benchmarks.scenario;

import dev.rastro.bank.account.Account;
import dev.rastro.bank.account.AccountCommand.Deposit;
import dev.rastro.bank.account.AccountEvent;
import dev.rastro.bank.account.AccountEvent.AccountOpened;
import dev.rastro.bank.account.AccountEvent.MoneyDeposited;
import dev.rastro.bank.account.AccountEvent.MoneyWithdrawn;
import dev.rastro.bank.account.AccountRejection;
import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.account.Booking;
import dev.rastro.bank.account.Timing;
import dev.rastro.bank.money.Money;
import dev.rastro.bank.server.codec.BankCodecs;
import dev.rastro.bank.transfer.Transfer;
import dev.rastro.bank.transfer.Transfers;
import dev.rastro.benchmarks.measure.Caller;
import dev.rastro.engine.command.CommandContext;
import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.command.Handled;
import dev.rastro.engine.command.Handled.Accepted;
import dev.rastro.engine.command.Handled.Rejected;
import dev.rastro.engine.command.Idempotency;
import dev.rastro.engine.decider.EventCodec;
import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.EventIds;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.postgres.snapshot.PostgresSnapshotStore;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.store.StreamAppend;

import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/** The bank without its HTTP server, with accounts in it: log, rules, receipts, snapshots. */
final class RastroBank implements AutoCloseable {

    private static final Timing TIMING = Timing.now(LocalDate.EPOCH);
    private static final Payload ANSWER =
            Payload.ofText("{\"status\":201,\"body\":{\"balance\":\"1234.56\"}}");

    static final Currency CURRENCY = Currency.getInstance("EUR");
    private static final int STATES_KEPT = 400_000;
    private static final int OPENED_AT_ONCE = 1_000;
    private static final int FILLED_AT_ONCE = 1_000;

    private final Cluster.Home home;
    private final PostgresEventStore store;
    private final CommandHandler handler;
    private final EventCodec<AccountEvent> events;
    private final EventIds ids = new EventIds(InstantSource.system());
    private final Accounts accounts;
    private final Transfers transfers;
    private final String[] accountIds;

    RastroBank(Cluster.Home home, int accountCount, long openingBalance) {
        this.home = home;
        this.store =
                new PostgresEventStore(
                        home.pool(),
                        home.writer(),
                        InstantSource.system(),
                        PostgresEventStore.Settings.DEFAULT);
        var codecs = new BankCodecs();
        this.events = codecs.events(Accounts.CATEGORY);
        this.handler =
                new CommandHandler(
                        store,
                        new PostgresSnapshotStore(home.pool()),
                        codecs.codecs(),
                        new CommandHandler.Settings(InstantSource.system(), ids, STATES_KEPT, 100));
        this.accounts = new Accounts(handler);
        this.transfers = new Transfers(handler);
        this.accountIds = open(accountCount, openingBalance);
    }

    private String[] open(int count, long openingBalance) {
        var opened = new String[count];
        for (int from = 0; from < count; from += OPENED_AT_ONCE) {
            var parts = new ArrayList<StreamAppend>();
            for (int i = from; i < Math.min(count, from + OPENED_AT_ONCE); i++) {
                opened[i] = ids.get().toString();
                parts.add(opening(opened[i], openingBalance));
            }
            store.append(new Append(parts, Optional.empty()));
        }
        return opened;
    }

    private StreamAppend opening(String accountId, long openingBalance) {
        var event =
                new AccountOpened(
                        "Account holder",
                        null,
                        CURRENCY,
                        new Money(openingBalance, CURRENCY),
                        new Money(0, CURRENCY),
                        null,
                        ids.get(),
                        null,
                        Map.of());
        return new StreamAppend(
                stream(accountId),
                ExpectedVersion.exactly(0),
                List.of(events.encode(event, ids.get(), metadata())));
    }

    /**
     * Appends deposits and withdrawals straight to the log: some accounts get many, most get few.
     */
    void fill(int count) {
        var zipf = new Zipf(accountIds.length);
        var random = new SplittableRandom(7);
        var versions = new long[accountIds.length];
        Arrays.fill(versions, 1);
        for (int done = 0; done < count; done += FILLED_AT_ONCE) {
            var byAccount = new HashMap<Integer, List<EventData>>();
            for (int i = 0; i < Math.min(FILLED_AT_ONCE, count - done); i++) {
                byAccount
                        .computeIfAbsent(zipf.draw(random), account -> new ArrayList<>())
                        .add(movement(random));
            }
            var parts = new ArrayList<StreamAppend>();
            byAccount.forEach((account, events) -> {
                parts.add(
                        new StreamAppend(
                                stream(accountIds[account]),
                                ExpectedVersion.exactly(versions[account]),
                                events));
                versions[account] += events.size();
            });
            store.append(new Append(parts, Optional.empty()));
        }
    }

    private EventData movement(SplittableRandom random) {
        var amount = new Money(1 + random.nextInt(1_000), CURRENCY);
        var day = LocalDate.of(2025, 1, 1).plusDays(random.nextInt(365));
        AccountEvent event =
                random.nextInt(3) == 0
                        ? new MoneyWithdrawn(ids.get(), amount, "shop", day, Map.of())
                        : new MoneyDeposited(ids.get(), amount, "wages", day, Map.of());
        return events.encode(event, ids.get(), metadata());
    }

    private static StreamName stream(String accountId) {
        return new StreamName(Accounts.CATEGORY.name(), accountId);
    }

    /** Loads every account, as a bank has that runs since this morning. */
    void warmUp() {
        for (var id : accountIds) {
            accounts.newest(id);
        }
    }

    private Metadata metadata() {
        var correlation = ids.get();
        return new Metadata(correlation, correlation, "benchmark");
    }

    /** As the HTTP server does it: a receipt with the answer, under a key that the caller chose. */
    private CommandContext<AccountRejection> context() {
        return CommandContext.<AccountRejection>of(metadata())
                .once(
                        new Idempotency<>(
                                Caller.newKey(),
                                Caller.newKey(),
                                after -> ANSWER,
                                reason -> ANSWER));
    }

    private Booking booking(long amount) {
        return new Booking(ids.get(), new Money(amount, CURRENCY), "benchmark", TIMING, Map.of());
    }

    boolean transfer(int from, int to, long amount) {
        return isDone(
                transfers.transfer(
                        new Transfer(accountIds[from], accountIds[to], booking(amount)),
                        context()));
    }

    long deposit(int account, long amount) {
        var handled =
                accounts.deposit(new Deposit(accountIds[account], booking(amount)), context());
        if (handled instanceof Accepted<AccountRejection> accepted) {
            return accepted.position();
        }
        throw new IllegalStateException("refused: " + handled);
    }

    private static boolean isDone(Handled<AccountRejection> handled) {
        return switch (handled) {
            case Accepted<AccountRejection> accepted -> true;
            case Rejected<AccountRejection> rejected -> false;
            default -> throw new IllegalStateException("a new key was used before: " + handled);
        };
    }

    long total() {
        long total = 0;
        for (var id : accountIds) {
            var account = (Account.Open) accounts.newest(id);
            total = Math.addExact(total, account.balance().minorUnits());
        }
        return total;
    }

    int accounts() {
        return accountIds.length;
    }

    PostgresEventStore store() {
        return store;
    }

    Cluster.Home home() {
        return home;
    }

    EventCodec<AccountEvent> events() {
        return events;
    }

    /** How many appends shared a commit on average, since a position. */
    double eventsPerCommit(long sincePosition) throws SQLException {
        return home.longOf(
                        "SELECT 1000 * count(*) / greatest(1, count(DISTINCT recorded_at))"
                                + " FROM rastro.event WHERE position > "
                                + sincePosition)
                / 1000.0;
    }

    UUID newId() {
        return ids.get();
    }

    @Override
    public void close() {
        handler.close();
        store.close();
        home.close();
    }
}
