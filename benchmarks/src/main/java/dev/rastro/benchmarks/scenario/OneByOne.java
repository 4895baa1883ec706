package dev.rastro.benchmarks.scenario;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.postgres.projection.Projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A projection that writes what every single event changes, as most systems do. */
record OneByOne(Projection projection) implements Projection {

    @Override
    public String name() {
        return projection.name();
    }

    @Override
    public int version() {
        return projection.version();
    }

    @Override
    public List<String> tables() {
        return projection.tables();
    }

    @Override
    public String ddl() {
        return projection.ddl();
    }

    @Override
    public String indexes() {
        return projection.indexes();
    }

    @Override
    public boolean isPerStream() {
        return projection.isPerStream();
    }

    @Override
    public void apply(Connection connection, List<RecordedEvent> events) throws SQLException {
        for (var event : events) {
            projection.apply(connection, List.of(event));
        }
    }
}
