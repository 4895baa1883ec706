package dev.rastro.engine.postgres.snapshot;

import dev.rastro.engine.event.Payload;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.store.SnapshotStore;
import dev.rastro.engine.store.StoreException;

import java.sql.SQLException;
import java.util.Optional;

import javax.sql.DataSource;

/** One snapshot per stream and form of state, the newest. */
public final class PostgresSnapshotStore implements SnapshotStore {

    private static final String LOAD =
            """
            SELECT n.version, n.state
              FROM rastro.stream s
              JOIN rastro.snapshot n ON n.stream_id = s.id
             WHERE s.category = ? AND s.name = ? AND n.schema = ?
            """;

    /** Two writers may come in the wrong order: the version only ever grows. */
    private static final String SAVE =
            """
            INSERT INTO rastro.snapshot AS old (stream_id, schema, version, state)
            SELECT s.id, ?, ?, ? FROM rastro.stream s WHERE s.category = ? AND s.name = ?
            ON CONFLICT (stream_id, schema)
            DO UPDATE SET version = excluded.version, state = excluded.state
             WHERE excluded.version > old.version
            """;

    private final DataSource database;

    public PostgresSnapshotStore(DataSource database) {
        this.database = database;
    }

    @Override
    public Optional<Snapshot> load(StreamName stream, String schema) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(LOAD)) {
            select.setString(1, stream.category());
            select.setString(2, stream.id());
            select.setString(3, schema);
            try (var row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Snapshot(row.getLong(1), schema, Payload.of(row.getBytes(2))))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StoreException("cannot load the snapshot of " + stream, e);
        }
    }

    @Override
    public void save(StreamName stream, Snapshot snapshot) {
        try (var connection = database.getConnection();
                var upsert = connection.prepareStatement(SAVE)) {
            upsert.setString(1, snapshot.schema());
            upsert.setLong(2, snapshot.version());
            upsert.setBytes(3, snapshot.state().bytes());
            upsert.setString(4, stream.category());
            upsert.setString(5, stream.id());
            upsert.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException("cannot save the snapshot of " + stream, e);
        }
    }
}
