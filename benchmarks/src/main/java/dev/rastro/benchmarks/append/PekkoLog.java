package dev.rastro.benchmarks.append;

import com.typesafe.config.ConfigFactory;

import dev.rastro.bank.account.AccountEvent;
import dev.rastro.benchmarks.fixture.Database;
import dev.rastro.benchmarks.fixture.Events;
import dev.rastro.engine.event.Payload;

import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.jdbc.query.javadsl.JdbcReadJournal;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.stream.javadsl.Sink;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Pekko's persistent actors, one per stream, on its JDBC journal, which writes what comes at the
 * same time in one transaction. Journal and pool as they come; one pool for both journals, as the
 * documentation advises. Events are handed over and stored as bytes, so Pekko's own serializers
 * cost nothing.
 */
final class PekkoLog extends EventLog {

    private static final String SCHEMA = "/schema/postgres/postgres-create-schema.sql";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Answered when the event is durable. */
    record Deposit(Payload event, ActorRef<Done> replyTo) {}

    /** A persistent actor whose state is the number of its deposits. */
    private static final class Account extends EventSourcedBehavior<Deposit, byte[], Long> {

        Account(String id) {
            super(PersistenceId.of("account", id));
        }

        @Override
        public Long emptyState() {
            return 0L;
        }

        @Override
        public CommandHandler<Deposit, byte[], Long> commandHandler() {
            return (state, deposit) ->
                    Effect()
                            .persist(deposit.event.bytes())
                            .thenReply(deposit.replyTo, after -> Done.getInstance());
        }

        @Override
        public EventHandler<Long, byte[]> eventHandler() {
            return (state, event) -> state + 1;
        }
    }

    private final Events events = new Events();
    private final Map<Long, ActorRef<Deposit>> accounts = new ConcurrentHashMap<>();
    private final ActorSystem<Void> system;
    private final JdbcReadJournal journal;

    PekkoLog(Database database) throws Exception {
        super("Pekko JDBC", database, "event_journal");
        // Nobody is there yet who would need "concurrently".
        database.execute(Database.sql(JdbcReadJournal.class, SCHEMA).replace("CONCURRENTLY", ""));
        var url = Map.of("pekko-persistence-jdbc.shared-databases.slick.db.url", database.url());
        var config =
                ConfigFactory.parseMap(url)
                        .withFallback(ConfigFactory.parseResources(PekkoLog.class, "pekko.conf"))
                        .withFallback(ConfigFactory.load());
        system = ActorSystem.create(Behaviors.empty(), "benchmark", config);
        journal =
                PersistenceQuery.get(system)
                        .getReadJournalFor(JdbcReadJournal.class, JdbcReadJournal.Identifier());
    }

    private ActorRef<Deposit> account(long stream) {
        return accounts.computeIfAbsent(
                stream,
                number -> {
                    var id = new UUID(0, number).toString();
                    return system.systemActorOf(new Account(id), id, Props.empty());
                });
    }

    /** The actor knows its version. */
    @Override
    void append(long stream, long version) throws Exception {
        var event = events.deposit().payload();
        var answer =
                AskPattern.<Deposit, Done>ask(
                        account(stream),
                        replyTo -> new Deposit(event, replyTo),
                        PATIENCE,
                        system.scheduler());
        Done unusedDone = answer.toCompletableFuture().get();
    }

    @Override
    int load(long stream) throws Exception {
        var id = PersistenceId.of("account", new UUID(0, stream).toString()).id();
        return journal.currentEventsByPersistenceId(id, 0, Long.MAX_VALUE)
                .map(envelope -> events.decode((byte[]) envelope.event()))
                .runWith(Sink.fold(0, (Integer count, AccountEvent event) -> count + 1), system)
                .toCompletableFuture()
                .get();
    }

    @Override
    public void close() {
        system.terminate();
        try {
            var ended = system.getWhenTerminated().toCompletableFuture();
            Done unusedDone = ended.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("Pekko does not stop", e);
        }
        database.close();
    }
}
