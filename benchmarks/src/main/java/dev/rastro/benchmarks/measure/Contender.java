package dev.rastro.benchmarks.measure;

/** One way to do the work that a scenario measures. Called by many threads at once. */
public interface Contender extends AutoCloseable {

    String name();

    /**
     * Does one operation, and returns only when its outcome is durable.
     *
     * @return how many units of work were acknowledged; 0 for a refusal
     */
    int operate(Caller caller) throws Exception;

    /** How many callers it gets when the scenario has this many. */
    default int callers(int wanted) {
        return wanted;
    }

    /** Ends what a turn has left behind, before the next contender's turn begins. */
    default void settle() throws Exception {}

    /** Checks after all rounds that no work was lost or invented. */
    default void verify() throws Exception {}

    @Override
    default void close() {}
}
