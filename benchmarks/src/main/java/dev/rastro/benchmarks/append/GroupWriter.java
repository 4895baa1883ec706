package dev.rastro.benchmarks.append;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;

/** Writes appends of many callers at once. */
interface GroupWriter {

    /** An event with its place in the whole log. */
    record Placed(long position, Entry.Row row) {}

    /** A receipt with the position of the last event of its append. */
    record PlacedReceipt(long position, Entry entry) {}

    /** What is to be written in one transaction. */
    record Group(OffsetDateTime recordedAt, List<Placed> events, List<PlacedReceipt> receipts) {}

    boolean keepsReceipts();

    /** Returns when all of it is durable. */
    void write(Connection connection, Group group) throws SQLException;
}
