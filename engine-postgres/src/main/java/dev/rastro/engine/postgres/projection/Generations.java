package dev.rastro.engine.postgres.projection;

import dev.rastro.engine.postgres.jdbc.AdvisoryLock;
import dev.rastro.engine.postgres.projection.catalog.Generation;
import dev.rastro.engine.postgres.projection.catalog.Generation.State;
import dev.rastro.engine.postgres.projection.catalog.GenerationTable;
import dev.rastro.engine.postgres.projection.catalog.ParkedStreams;
import dev.rastro.engine.postgres.projection.catalog.PartTable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Begins and drops the generations of one projection. There is at most one unfinished build: who
 * begins one retires that of another version in the same transaction. So the program that was
 * started last, be it newer or older, never waits for a build that nobody will finish.
 */
final class Generations {

    private final Projection projection;
    private final GenerationSchema schema;

    Generations(Projection projection, GenerationSchema schema) {
        this.projection = projection;
        this.schema = schema;
    }

    /** Makes sure that there are tables of the program's version, or that they are being built. */
    void begin(Connection connection) throws SQLException {
        var present = lockAll(connection);
        if (present.isEmpty()) {
            int number = add(connection, State.SERVING, false);
            schema.addIndexes(connection, number);
            schema.show(connection, number);
        } else if (present.stream().noneMatch(this::isOurs)) {
            build(connection, present, false);
        }
    }

    /**
     * @return false if a build of the program's version is under way already
     */
    boolean rebuild(Connection connection, boolean compare) throws SQLException {
        var present = lockAll(connection);
        if (present.stream().anyMatch(it -> isOurs(it) && it.state() == State.BUILDING)) {
            return false;
        }
        build(connection, present, compare);
        return true;
    }

    private boolean isOurs(Generation generation) {
        return generation.state() != State.RETIRED && generation.version() == projection.version();
    }

    /** Two nodes that start together must not both begin a generation. */
    private List<Generation> lockAll(Connection connection) throws SQLException {
        AdvisoryLock.take(connection, "rastro projection " + projection.name());
        return GenerationTable.of(connection, projection.name());
    }

    private void build(Connection connection, List<Generation> present, boolean compare)
            throws SQLException {
        for (var generation : present) {
            if (generation.state() == State.BUILDING) {
                retire(connection, generation);
            }
        }
        int unused = add(connection, State.BUILDING, compare);
    }

    /** Waits for the batch at hand of a runner that another node may have on it. */
    private static void retire(Connection connection, Generation unfinished) throws SQLException {
        var now = GenerationTable.lock(connection, unfinished.projection(), unfinished.number());
        if (now.isPresent() && now.get().state() == State.BUILDING) {
            GenerationTable.change(connection, unfinished, State.RETIRED);
            // Without them, its builders on other nodes cannot go on.
            PartTable.remove(connection, unfinished);
        }
    }

    private int add(Connection connection, State state, boolean compare) throws SQLException {
        int number =
                GenerationTable.add(
                        connection,
                        new GenerationTable.Beginning(
                                projection.name(), projection.version(), state, compare));
        schema.create(connection, number);
        return number;
    }

    /**
     * Drops the tables of those that no longer serve.
     *
     * @return how many there were
     */
    int dropRetired(Connection connection) throws SQLException {
        int dropped = 0;
        for (var generation : GenerationTable.of(connection, projection.name())) {
            if (generation.state() == State.RETIRED) {
                schema.drop(connection, generation.number());
                ParkedStreams.removeAll(connection, generation);
                GenerationTable.remove(connection, generation);
                dropped++;
            }
        }
        return dropped;
    }
}
