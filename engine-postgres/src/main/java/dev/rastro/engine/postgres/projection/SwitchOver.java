package dev.rastro.engine.postgres.projection;

import dev.rastro.engine.postgres.log.ReadEvents;
import dev.rastro.engine.postgres.projection.catalog.Generation;
import dev.rastro.engine.postgres.projection.catalog.Generation.State;
import dev.rastro.engine.postgres.projection.catalog.GenerationTable;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Puts a generation that has caught up in the place of the one that serves, at once for all
 * readers. Both stand at the same position in that moment; with {@code compare}, they must also
 * have the same rows, or the old one goes on serving and the new one is retired.
 */
final class SwitchOver {

    private static final Logger LOG = System.getLogger(SwitchOver.class.getName());

    /** Beyond this a generation first catches up by itself. */
    private static final int LAST_STEP_MAX = 20_000;

    private final String name;
    private final int version;
    private final GenerationSchema schema;
    private final BatchApplier applier;

    SwitchOver(Projection projection, GenerationSchema schema) {
        this.name = projection.name();
        this.version = projection.version();
        this.schema = schema;
        this.applier = new BatchApplier(projection);
    }

    /**
     * @param building locked by this transaction
     * @return false if it is not time yet
     */
    boolean run(Connection connection, Generation building) throws SQLException {
        var old =
                GenerationTable.of(connection, name).stream()
                        .filter(it -> it.state() == State.SERVING)
                        .findFirst();
        if (old.isEmpty()) {
            serve(connection, building);
            return true;
        }
        var serving = GenerationTable.lock(connection, name, old.get().number()).orElseThrow();
        long target = Math.max(serving.position(), building.position());
        // Rows of another version's tables are not ours to write, nor to compare.
        boolean compare = building.compare() && serving.version() == version;
        if (isFar(building, target) || (compare && isFar(serving, target))) {
            return false;
        }
        catchUp(connection, building, target);
        if (compare) {
            catchUp(connection, serving, target);
            if (differs(connection, serving, building)) {
                GenerationTable.change(connection, building, State.RETIRED);
                return true;
            }
        }
        GenerationTable.change(connection, serving, State.RETIRED);
        serve(connection, building);
        return true;
    }

    private static boolean isFar(Generation generation, long target) {
        return target - generation.position() > LAST_STEP_MAX;
    }

    private void serve(Connection connection, Generation generation) throws SQLException {
        GenerationTable.change(connection, generation, State.SERVING);
        schema.show(connection, generation.number());
    }

    private void catchUp(Connection connection, Generation generation, long target)
            throws SQLException {
        int missing = (int) (target - generation.position());
        if (missing == 0) {
            return;
        }
        schema.enter(connection, generation.number());
        // Not from memory, which may not know yet what another process has appended.
        var events = ReadEvents.ofLog(connection, generation.position(), missing);
        if (events.getLast().position() != target) {
            throw new IllegalStateException("the log ends before position " + target);
        }
        applier.apply(connection, generation, events);
        GenerationTable.move(connection, generation, target);
    }

    private boolean differs(Connection connection, Generation serving, Generation building)
            throws SQLException {
        long rows = schema.difference(connection, serving.number(), building.number());
        if (rows > 0) {
            LOG.log(
                    Level.ERROR,
                    "projection %s: generation %d differs from %d in %d rows and does not take over"
                            .formatted(name, building.number(), serving.number(), rows));
        }
        return rows > 0;
    }
}
