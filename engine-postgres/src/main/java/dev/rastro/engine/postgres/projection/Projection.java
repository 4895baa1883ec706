package dev.rastro.engine.postgres.projection;

import dev.rastro.engine.event.RecordedEvent;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Derives one read model from the log.
 *
 * <p>Its tables exist in generations: a rebuild fills a new set beside the one that serves. So all
 * SQL here names tables without a schema; the connection finds those of its generation. Readers ask
 * views, which always show the generation that serves.
 *
 * <p>Batches come in the order of the log. The rows that {@link #apply} writes and the projection's
 * checkpoint commit together, so each event takes effect exactly once; whoever writes elsewhere
 * than through the given connection gives that up.
 */
public interface Projection {

    /** Names the read model for ever; lower case letters, digits and underscores. */
    String name();

    /**
     * To be raised whenever the tables or what is written in them changes: the new version is then
     * built from the beginning of the log, while the old tables go on serving.
     */
    int version();

    /** The tables that readers see, which {@link #ddl} makes. */
    List<String> tables();

    /** SQL that makes the tables, and the indexes that {@link #apply} needs; without a schema. */
    String ddl();

    /**
     * SQL that makes the indexes that only readers need; without a schema. While a new set of
     * tables is filled it has none of them, since to sort once is cheaper than to insert each row
     * in its place: they are made just before the set begins to serve. May run more than once, so
     * {@code CREATE INDEX IF NOT EXISTS}, with names.
     */
    default String indexes() {
        return "";
    }

    /**
     * Whether no row depends on more than one stream. Then a rebuild may apply several streams side
     * by side, each in its own order, and finish sooner.
     */
    default boolean isPerStream() {
        return false;
    }

    /**
     * Changes the tables in the transaction of {@code connection}, which the caller commits. An
     * exception undoes it; unless the database is in trouble, the events are then applied in
     * smaller batches, to find the one that cannot be applied, and its stream is set aside.
     *
     * @param events what comes next in the log, without streams that were set aside; not empty
     */
    void apply(Connection connection, List<RecordedEvent> events) throws SQLException;
}
