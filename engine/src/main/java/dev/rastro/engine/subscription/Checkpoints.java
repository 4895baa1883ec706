package dev.rastro.engine.subscription;

import java.util.regex.Pattern;

/**
 * How far each of the named readers of the log has come. A store implements it and passes {@code
 * CheckpointsContract} of the testkit.
 */
public interface Checkpoints {

    /** What may be a name. */
    Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_.:-]{0,99}");

    /** The position up to which everything was handled; 0 for a name that never moved. */
    long load(String name);

    /**
     * Moves a checkpoint, if it still is where the caller believes: so one who slept while another
     * took over can neither move it back nor move it twice.
     *
     * @param from 0 for a name that never moved
     * @param to not below {@code from}
     * @return false if the checkpoint is elsewhere; it did not move
     */
    boolean advance(String name, long from, long to);

    /** Refuses what cannot be a checkpoint, in the same way for every store. */
    static void require(String name, long from, long to) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no name for a checkpoint: " + name);
        }
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("no way for a checkpoint: " + from + " to " + to);
        }
    }
}
