package dev.rastro.engine.postgres.log;

import dev.rastro.engine.event.StreamName;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * What one appender knows of the end of the log: the head, and the versions of the streams it met.
 * As long as the head in the database is the one known here, nobody else has appended, and so every
 * version known here is the true one. When it is not, {@link #catchUp} reads what came between.
 */
final class KnownHeads {

    private static final int STREAMS_KEPT = 100_000;

    /** Beyond this, reading what others appended costs more than learning again what is needed. */
    private static final long CATCH_UP_MAX = 50_000;

    private static final String RESERVE = "SELECT nextval('rastro.stream_id')";

    /** The sequence's increment. */
    private static final int RESERVED = 1_000;

    private LogHead head;

    private final Map<StreamName, StreamHead> streams =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<StreamName, StreamHead> eldest) {
                    return size() > STREAMS_KEPT;
                }
            };

    private final Deque<Long> freeIds = new ArrayDeque<>();

    KnownHeads(LogHead head) {
        this.head = head;
    }

    LogHead head() {
        return head;
    }

    /** What is known of a stream without a query; null if nothing is. */
    @Nullable StreamHead headOf(StreamName stream) {
        return streams.get(stream);
    }

    /** The heads of all streams that these appends name, also of those that have no events yet. */
    Map<StreamName, StreamHead> learn(Connection connection, List<Pending> appends)
            throws SQLException {
        var heads = new HashMap<StreamName, StreamHead>();
        var unknown = new HashSet<StreamName>();
        for (var pending : appends) {
            for (var part : pending.append().parts()) {
                var head = streams.get(part.stream());
                if (head == null) {
                    unknown.add(part.stream());
                } else {
                    heads.put(part.stream(), head);
                }
            }
        }
        if (!unknown.isEmpty()) {
            var found = ReadStreamHeads.run(connection, unknown);
            for (var stream : unknown) {
                var head = found.getOrDefault(stream, StreamHead.ABSENT);
                heads.put(stream, head);
                streams.put(stream, head);
            }
        }
        return heads;
    }

    /** Makes sure that {@link #nextId} has this many numbers for new streams. */
    void reserveIds(Connection connection, int count) throws SQLException {
        while (freeIds.size() < count) {
            reserveBlock(connection);
        }
    }

    private void reserveBlock(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(RESERVE);
                var row = select.executeQuery()) {
            row.next();
            long first = row.getLong(1);
            LongStream.range(first, first + RESERVED).forEach(freeIds::add);
        }
    }

    long nextId() {
        return freeIds.removeFirst();
    }

    /** Takes in what other appenders have written since. */
    void catchUp(Connection connection) throws SQLException {
        var now = LogHead.read(connection);
        if (now.position() - head.position() > CATCH_UP_MAX) {
            streams.clear();
        } else if (now.position() > head.position()) {
            ReadStreamHeads.between(connection, head.position(), now.position())
                    .forEach((stream, found) ->
                            streams.computeIfPresent(
                                    stream, (name, known) -> known.newerOf(found)));
        }
        head = now;
    }

    /** Takes in what this appender has written itself. */
    void wrote(Batch batch) {
        head = batch.lastHead();
        streams.putAll(batch.heads());
    }

    /** For a failure that may come from a wrong belief: these streams are learned again. */
    void forget(List<Pending> appends) {
        for (var pending : appends) {
            pending.append().parts().forEach(part -> streams.remove(part.stream()));
        }
    }
}
