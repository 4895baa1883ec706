package dev.rastro.benchmarks.measure;

/**
 * One way to do the work that a scenario measures.
 *
 * @param operation called by many threads at once
 * @param settle ends what a turn has left behind, before the next contender's turn begins
 * @param verify checks after all rounds that no work was lost or invented
 */
public record Contender(String name, Operation operation, Step settle, Step verify) {

    /** Returns how many units of work are acknowledged, and so durable; 0 for a refusal. */
    public interface Operation {
        int run(Caller caller) throws Exception;
    }

    /** Something to do. */
    public interface Step {
        void run() throws Exception;
    }

    public Contender(String name, Operation operation, Step verify) {
        this(name, operation, () -> {}, verify);
    }
}
