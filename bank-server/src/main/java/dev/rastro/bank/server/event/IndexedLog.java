package dev.rastro.bank.server.event;

import dev.rastro.bank.server.shared.readmodel.Query;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.postgres.log.ReadEvents;
import dev.rastro.engine.store.StoreException;
import dev.rastro.engine.subscription.EventFilter;
import dev.rastro.engine.subscription.EventFilter.Everything;
import dev.rastro.engine.subscription.EventFilter.OfCategory;
import dev.rastro.engine.subscription.EventFilter.OfStream;
import dev.rastro.engine.subscription.EventFilter.OfTypes;
import dev.rastro.engine.subscription.EventSource;
import dev.rastro.engine.subscription.PositionSignal;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

/**
 * The log, in which events of some types or of a category are found by the rows of the audit log,
 * without looking through all that lies between. As far as those have not come yet, and at the end
 * of the log, which is in memory, the store is asked as ever.
 */
final class IndexedLog implements EventSource {

    private final PostgresEventStore store;
    private final DataSource database;
    private final PositionSignal audited;

    /**
     * @param audited how far the audit's read model is
     */
    IndexedLog(PostgresEventStore store, DataSource database, PositionSignal audited) {
        this.store = store;
        this.database = database;
        this.audited = audited;
    }

    @Override
    public List<RecordedEvent> readAll(long afterPosition, int limit) {
        return store.readAll(afterPosition, limit);
    }

    @Override
    public Page read(EventFilter filter, long afterPosition, int limit) {
        // Before the rows: those up to here are there by now.
        long upTo = audited.position();
        return isIndexed(filter) && upTo > afterPosition && isForTheDatabase(afterPosition)
                ? find(filter, new Stretch(afterPosition, upTo), limit)
                : store.read(filter, afterPosition, limit);
    }

    private record Stretch(long after, long upTo) {}

    private static boolean isIndexed(EventFilter filter) {
        return switch (filter) {
            case OfTypes types -> true;
            case OfCategory category -> true;
            case Everything everything -> false;
            case OfStream stream -> false;
        };
    }

    private boolean isForTheDatabase(long afterPosition) {
        if (!store.recent(afterPosition, 1).isEmpty()) {
            return false;
        }
        var state = AuditTable.state(database);
        return state.hasKinds() && !state.hasGaps();
    }

    private Page find(EventFilter filter, Stretch stretch, int limit) {
        var query =
                new Query<>(AuditTable.OF_KINDS, row -> row.getLong(1))
                        .and("position > ?", stretch.after())
                        .and("position <= ?", stretch.upTo())
                        .orderBy("position", limit)
                        .append(AuditTable.OF_KINDS_END);
        switch (filter) {
            case OfTypes(Set<String> types) ->
                    query.and("type = ANY (?::text[])", (Object) types.toArray(String[]::new));
            case OfCategory(String category) -> query.and("category = ?", category);
            case Everything everything -> {}
            case OfStream stream -> {}
        }
        var positions = query.orderBy("found.position", limit).run(database);
        return positions.isEmpty()
                ? new Page(List.of(), stretch.upTo())
                : events(positions, stretch.upTo(), limit);
    }

    private Page events(List<Long> positions, long upTo, int limit) {
        try (var connection = database.getConnection()) {
            return ReadEvents.at(connection, positions, upTo, limit);
        } catch (SQLException e) {
            throw new StoreException("reading failed: " + e.getMessage(), e);
        }
    }

    @Override
    public long lastPosition() {
        return store.lastPosition();
    }

    @Override
    public PositionSignal committed() {
        return store.committed();
    }
}
