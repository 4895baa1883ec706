package dev.rastro.benchmarks.append;

import dev.rastro.engine.event.EventData;
import dev.rastro.engine.store.Receipt;

import java.util.List;

/**
 * Events for one stream, with the receipt of the command that wants them.
 *
 * @param version of the stream before
 */
record Entry(long streamId, long version, List<EventData> events, Receipt receipt) {

    /** One event with its place in its stream. */
    record Row(long streamId, long version, EventData event) {}

    List<Row> rows() {
        var rows = new Row[events.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new Row(streamId, version + 1 + i, events.get(i));
        }
        return List.of(rows);
    }
}
