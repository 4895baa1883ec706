package dev.rastro.engine.postgres.inline;

import dev.rastro.engine.event.RecordedEvent;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes rows in the very transaction that appends their events: whoever sees one sees the other.
 * For the few rows that must never lag; every other read model is a {@code Projection}.
 *
 * <p>It runs while nobody else can append, so what it takes, every append of every process takes.
 * All processes that append to a log must have the same ones. Its tables are its owner's: they are
 * made, and filled from what the log has already, before the first append.
 */
@FunctionalInterface
public interface InlineProjection {

    /**
     * An exception refuses the append whose events these are: neither they nor any row is written.
     *
     * @param connection must not be committed, rolled back or kept
     * @param events in the order of the log, of one or several appends; not empty
     */
    void apply(Connection connection, List<RecordedEvent> events) throws SQLException;
}
