package dev.rastro.bank.server.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.server.BankServer;
import dev.rastro.bank.server.shared.readmodel.ReadModels;
import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.postgres.projection.ProjectionHost;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.subscription.EventFilter;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

@DisplayNameGeneration(ReplaceUnderscores.class)
class IndexedLogIT {

    private static final Duration SOON = Duration.ofMinutes(2);

    /** More than one statement looks through, and than a store keeps in memory. */
    private static final int COMMON = 12_000;

    private static final int AT_ONCE = 500;

    /** In both categories; and each has one of its own. */
    private static final String SHARED = "Claimed";

    private static final List<EventFilter> FILTERS =
            List.of(
                    EventFilter.category("common"),
                    EventFilter.category("rare"),
                    EventFilter.category("unheard"),
                    EventFilter.types("Rare"),
                    EventFilter.types(SHARED),
                    EventFilter.types(SHARED, "Rare", "Unheard"),
                    EventFilter.types("Unheard"),
                    EventFilter.stream(new StreamName("rare", "a")),
                    EventFilter.everything());

    private final TestDatabase database = TestDatabase.empty();
    private PostgresEventStore store;
    private ProjectionHost audit;
    private IndexedLog log;

    @BeforeEach
    void fill() throws SQLException, InterruptedException {
        BankServer.migrate(database.asOwner());
        try (var first = store()) {
            append(first, "rare", "Rare", 1);
            append(first, "common", SHARED, 1);
            for (int i = 0; i < COMMON; i += AT_ONCE) {
                append(first, "common", "Common", AT_ONCE);
                if (i == COMMON / 2) {
                    append(first, "rare", SHARED, 2);
                }
            }
        }
        // One that did not write the log has little of it in memory.
        store = store();
        audit =
                new ProjectionHost(
                        database.asWriter(), store, ReadModels.SCHEMA, new AuditProjection());
        log = new IndexedLog(store, database.asWriter(), audit.applied());
        awaitAudit();
    }

    @AfterEach
    void close() {
        audit.close();
        store.close();
    }

    private PostgresEventStore store() {
        return new PostgresEventStore(
                database.asWriter(),
                database.asWriter(),
                InstantSource.system(),
                PostgresEventStore.Settings.DEFAULT);
    }

    private void awaitAudit() throws InterruptedException {
        assertThat(audit.applied().await(store.lastPosition(), SOON)).isTrue();
    }

    private static void append(PostgresEventStore to, String category, String type, int count) {
        var metadata = new Metadata(UUID.randomUUID(), UUID.randomUUID(), "test");
        var events =
                IntStream.range(0, count)
                        .mapToObj(i ->
                                new EventData(
                                        UUID.randomUUID(), type, 1, Payload.ofText("{}"), metadata))
                        .toList();
        to.append(Append.of(new StreamName(category, "a"), ExpectedVersion.any(), events));
    }

    /** Page after page. */
    private List<RecordedEvent> all(EventFilter filter, int limit) {
        var found = new ArrayList<RecordedEvent>();
        long position = 0;
        while (true) {
            var page = log.read(filter, position, limit);
            found.addAll(page.events());
            if (page.upTo() == position) {
                return found;
            }
            position = page.upTo();
        }
    }

    private void assertAllIsFound() {
        var events = store.readAll(0, Integer.MAX_VALUE);
        for (var filter : FILTERS) {
            assertThat(all(filter, 997))
                    .as("%s", filter)
                    .isEqualTo(events.stream().filter(filter::matches).toList());
        }
        assertThat(all(EventFilter.category("rare"), 1)).hasSizeGreaterThan(2);
    }

    @Test
    void events_are_the_same_as_in_the_log() {
        assertAllIsFound();
    }

    @Test
    void what_is_rare_is_found_at_once() {
        var page = log.read(EventFilter.category("rare"), 1, 2);

        assertThat(page.events()).hasSize(2);
        assertThat(log.read(EventFilter.category("rare"), page.upTo(), 2))
                .satisfies(last -> assertThat(last.events()).isEmpty())
                .satisfies(last -> assertThat(last.upTo()).isEqualTo(store.lastPosition()));
        assertThat(log.read(EventFilter.types("Unheard"), 0, 2).upTo())
                .isEqualTo(store.lastPosition());
    }

    @Test
    void what_is_not_audited_yet_is_looked_for_in_the_log() {
        audit.pause();
        append(store, "rare", "Rare", 1);
        append(store, "new", "New", 3);
        append(store, "common", "Common", AT_ONCE);

        assertAllIsFound();
        assertThat(all(EventFilter.category("new"), 2)).hasSize(3);
    }

    @Test
    void an_event_that_the_audit_has_set_aside_is_not_missed() throws SQLException {
        database.execute(
                """
                INSERT INTO rastro.parked_stream (projection, generation, category, stream,
                       first_version, first_position, reason)
                VALUES ('audit', 1, 'rare', 'a', 2, 6503, 'broken');
                DELETE FROM bank.audit WHERE position BETWEEN 6000 AND 7000;
                """);

        assertAllIsFound();
    }
}
