package dev.rastro.bank.server.ledger.analytics;

import dev.rastro.bank.server.shared.readmodel.Query;

import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

/**
 * Adds up movements between two positions of the log: whole blocks of it from table {@code
 * movement_block}, the largest that fit, and one by one what is left at both ends.
 */
public final class MovementBlocks {

    /** Positions; the rest is at most two blocks. */
    static final int SIZE = 8_192;

    /** Blocks of the largest level have 268 million positions. */
    static final int LEVELS = 4;

    private static final int NEXT_LEVEL = 32;

    private static final String NAME = "bank.movement_block";

    private static final String NEWEST =
            "SELECT coalesce(max(block), 0) FROM " + NAME + " WHERE level = 0";

    private final DataSource database;

    public MovementBlocks(DataSource database) {
        this.database = database;
    }

    /**
     * Blocks of a level.
     *
     * @param end the first that is no longer meant
     */
    public record Run(int level, long first, long end) {

        private boolean isEmpty() {
            return first >= end;
        }

        /** What is left of it beside the blocks of the next level, and those in their place. */
        private List<Run> inLargerBlocks() {
            long firstLarge = (first + NEXT_LEVEL - 1) / NEXT_LEVEL;
            var large = new Run(level + 1, firstLarge, end / NEXT_LEVEL);
            if (large.isEmpty() || large.level() == LEVELS) {
                return List.of(this);
            }
            var runs = new ArrayList<Run>();
            runs.add(new Run(level, first, large.first() * NEXT_LEVEL));
            runs.addAll(large.inLargerBlocks());
            runs.add(new Run(level, large.end() * NEXT_LEVEL, end));
            runs.removeIf(Run::isEmpty);
            return runs;
        }
    }

    /**
     * Positions to be summed, both included, in three pieces of which each may be empty.
     *
     * @param blocks all whole blocks, of the first level
     */
    public record Pieces(long first, long last, Run blocks) {

        public long lastBefore() {
            return blocks.isEmpty() ? last : blocks.first() * SIZE - 1;
        }

        public long firstAfter() {
            return blocks.isEmpty() ? last + 1 : blocks.end() * SIZE;
        }

        /** The same blocks, as few as there can be. */
        public List<Run> runs() {
            return blocks.isEmpty() ? List.of() : blocks.inLargerBlocks();
        }
    }

    static long size(int level) {
        long size = SIZE;
        for (int i = 0; i < level; i++) {
            size *= NEXT_LEVEL;
        }
        return size;
    }

    /**
     * The last block that has a row may still grow. After an update of the program there may be no
     * such table yet; then there is no block, and all is left to be added up one by one.
     */
    public Pieces between(long first, long last) {
        long firstBlock = (first + SIZE - 1) / SIZE;
        long endBlock = Math.min((last + 1) / SIZE, newest());
        return new Pieces(first, last, new Run(0, firstBlock, endBlock));
    }

    private long newest() {
        if (!Query.hasRelation(database, NAME)) {
            return 0;
        }
        return new Query<>(NEWEST, row -> row.getLong(1)).run(database).getFirst();
    }
}
