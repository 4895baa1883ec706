package dev.rastro.engine.projection;

import dev.rastro.engine.event.RecordedEvent;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Derives one read model from the log.
 *
 * <p>Batches come in the order of the log, without gaps. The rows that {@link #apply} writes and
 * the projection's checkpoint commit together, so each event takes effect exactly once; whoever
 * writes elsewhere than through the given connection gives that up.
 */
public interface Projection {

    /** Names the checkpoint; never changes. */
    String name();

    /**
     * Changes the read model in the transaction of {@code connection}, which the caller commits.
     *
     * @param events all that comes next in the log; not empty
     */
    void apply(Connection connection, List<RecordedEvent> events) throws SQLException;
}
