package dev.rastro.bank.server.analytics;

import dev.rastro.bank.server.readmodel.Query;

import java.util.List;

import javax.sql.DataSource;

/**
 * Adds up movements between two positions of the log: whole blocks of it from table {@code
 * movement_sum}, and one by one what is left at both ends.
 */
public final class MovementBlocks {

    /** Positions; a block is a row per day and currency, and the rest is at most two blocks. */
    static final int SIZE = 8_192;

    private static final String NAME = "bank.movement_sum";

    private final DataSource database;

    public MovementBlocks(DataSource database) {
        this.database = database;
    }

    /**
     * Positions to be summed, both included, in three pieces of which each may be empty.
     *
     * @param firstBlock the first whole block
     * @param endBlock the first that is no longer whole
     */
    public record Pieces(long first, long last, long firstBlock, long endBlock) {

        public long lastBefore() {
            return hasBlocks() ? firstBlock * SIZE - 1 : last;
        }

        public long firstAfter() {
            return hasBlocks() ? endBlock * SIZE : last + 1;
        }

        public boolean hasBlocks() {
            return firstBlock < endBlock;
        }
    }

    /**
     * The last block that has a row may still grow. After an update of the program there may be no
     * such table yet; then there is no block, and all is left to be added up one by one.
     */
    public Pieces between(long first, long last) {
        long firstBlock = (first + SIZE - 1) / SIZE;
        long endBlock = Math.min((last + 1) / SIZE, newest());
        return new Pieces(first, last, firstBlock, endBlock);
    }

    private long newest() {
        if (!Query.hasRelation(database, NAME)) {
            return 0;
        }
        List<Long> found =
                new Query<>("SELECT coalesce(max(block), 0) FROM " + NAME, row -> row.getLong(1))
                        .run(database);
        return found.getFirst();
    }
}
