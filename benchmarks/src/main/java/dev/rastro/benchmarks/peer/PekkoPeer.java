package dev.rastro.benchmarks.peer;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import dev.rastro.bank.account.AccountEvent;

import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.jdbc.query.javadsl.JdbcReadJournal;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.stream.javadsl.Sink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Pekko's persistent actors, one per stream, on its JDBC journal, which writes what comes at the
 * same time in one transaction. Journal and pool as they come; one pool for both journals, as the
 * documentation advises. Events are handed over and stored as bytes, so Pekko's own serializers
 * cost nothing.
 */
final class PekkoPeer implements Peer {

    private static final String SCHEMA = "/schema/postgres/postgres-create-schema.sql";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String SETTINGS =
            """
            pekko.loglevel = WARNING
            pekko.stdout-loglevel = WARNING
            pekko.persistence.journal.plugin = jdbc-journal
            pekko.persistence.snapshot-store.plugin = pekko.persistence.no-snapshot-store
            pekko-persistence-jdbc.shared-databases.slick {
              profile = "slick.jdbc.PostgresProfile$"
              db { driver = "org.postgresql.Driver" }
            }
            jdbc-journal.use-shared-db = slick
            jdbc-read-journal.use-shared-db = slick
            """;

    private final String url;
    private final ActorSystem<Void> system;
    private final JdbcReadJournal journal;
    private final Deposits deposits = new Deposits();
    private final Map<Long, ActorRef<PekkoAccount.Deposit>> accounts = new ConcurrentHashMap<>();

    PekkoPeer(String url) throws SQLException {
        this.url = url;
        createTables();
        this.system = ActorSystem.create(Behaviors.empty(), "benchmark", config());
        this.journal =
                PersistenceQuery.get(system)
                        .getReadJournalFor(JdbcReadJournal.class, JdbcReadJournal.Identifier());
    }

    private Config config() {
        var address = Map.of("pekko-persistence-jdbc.shared-databases.slick.db.url", url);
        return ConfigFactory.parseMap(address)
                .withFallback(ConfigFactory.parseString(SETTINGS))
                .withFallback(ConfigFactory.load());
    }

    /** The file of the journal's own jar; nobody is there yet who would need "concurrently". */
    private void createTables() throws SQLException {
        try (var file = Objects.requireNonNull(JdbcReadJournal.class.getResourceAsStream(SCHEMA));
                var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            var sql = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            statement.execute(sql.replace("CONCURRENTLY", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String id(long stream) {
        return new UUID(0, stream).toString();
    }

    private ActorRef<PekkoAccount.Deposit> account(long stream) {
        return accounts.computeIfAbsent(
                stream,
                number ->
                        system.systemActorOf(
                                new PekkoAccount(id(number)), id(number), Props.empty()));
    }

    @Override
    public String name() {
        return "Pekko JDBC";
    }

    /** The actor knows its version. */
    @Override
    public void append(long stream, long version) throws Exception {
        var event = deposits.next().payload();
        var answer =
                AskPattern.<PekkoAccount.Deposit, Done>ask(
                        account(stream),
                        replyTo -> new PekkoAccount.Deposit(event, replyTo),
                        PATIENCE,
                        system.scheduler());
        Done unusedDone = answer.toCompletableFuture().get();
    }

    @Override
    public int load(long stream) throws Exception {
        var id = PersistenceId.of("account", id(stream)).id();
        return journal.currentEventsByPersistenceId(id, 0, Long.MAX_VALUE)
                .map(envelope -> deposits.decode((byte[]) envelope.event()))
                .runWith(Sink.fold(0, (Integer count, AccountEvent event) -> count + 1), system)
                .toCompletableFuture()
                .get();
    }

    @Override
    public long stored() throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM event_journal")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() {
        system.terminate();
        try {
            Done unusedDone =
                    system.getWhenTerminated()
                            .toCompletableFuture()
                            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("Pekko does not stop", e);
        }
    }
}
