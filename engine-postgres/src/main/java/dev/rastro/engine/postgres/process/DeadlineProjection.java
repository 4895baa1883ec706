package dev.rastro.engine.postgres.process;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.projection.Projection;
import dev.rastro.engine.process.ProcessManager;
import dev.rastro.engine.process.Timer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pending deadlines of a process, derived from the log as any read model is. */
final class DeadlineProjection implements Projection {

    private final ProcessManager process;
    private final DeadlineTable table;

    DeadlineProjection(ProcessManager process) {
        this.process = process;
        this.table = new DeadlineTable(tableOf(process));
    }

    static String tableOf(ProcessManager process) {
        return process.name() + "_deadline";
    }

    @Override
    public String name() {
        return process.name() + "_deadlines";
    }

    @Override
    public int version() {
        return process.version();
    }

    @Override
    public List<String> tables() {
        return List.of(tableOf(process));
    }

    @Override
    public String ddl() {
        return table.ddl();
    }

    @Override
    public boolean isPerStream() {
        return true;
    }

    @Override
    public void apply(Connection connection, List<RecordedEvent> events) throws SQLException {
        var newest = newest(events);
        var off = newest.entrySet().stream().filter(it -> it.getValue().isEmpty());
        var cleared = off.map(Map.Entry::getKey).toList();
        var set = newest.values().stream().flatMap(Optional::stream).toList();
        if (!cleared.isEmpty()) {
            table.clear(connection, cleared);
        }
        if (!set.isEmpty()) {
            table.set(connection, set);
        }
    }

    /** What the last word on each stream is; empty where there is no deadline any more. */
    private Map<StreamName, Optional<Deadline>> newest(List<RecordedEvent> events) {
        var newest = new LinkedHashMap<StreamName, Optional<Deadline>>();
        for (var event : events) {
            var stream = event.stream();
            switch (process.timer(event)) {
                case Timer.Until(var due) ->
                        newest.put(stream, Optional.of(new Deadline(stream, event.version(), due)));
                case Timer.Off off -> newest.put(stream, Optional.empty());
                case Timer.Unchanged unchanged -> {}
            }
        }
        return newest;
    }
}
