package dev.rastro.benchmarks.append;

import dev.rastro.benchmarks.fixture.Bank;
import dev.rastro.benchmarks.measure.Caller;
import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.store.Receipt;

import java.util.List;
import java.util.stream.IntStream;

/** Events for a stream that has so many before, with the receipt of the command. */
record Entry(long stream, long version, List<EventData> events, Receipt receipt) {

    /** An event with its place in the whole log and in its stream. */
    record Row(long position, long stream, long version, EventData event) {

        Metadata metadata() {
            return event.metadata();
        }
    }

    /** A receipt with the position of the last event of its append. */
    record PlacedReceipt(long position, Receipt receipt) {}

    Entry(long stream, long version, List<EventData> events) {
        this(stream, version, events, receipt(events.getFirst()));
    }

    private static Receipt receipt(EventData event) {
        return new Receipt(Caller.newKey(), event.metadata().correlationId(), Bank.ANSWER);
    }

    /** Its events, after a position of the log. */
    List<Row> rows(long position) {
        return IntStream.rangeClosed(1, events.size())
                .mapToObj(i -> new Row(position + i, stream, version + i, events.get(i - 1)))
                .toList();
    }
}
