package dev.rastro.web.problem;

/** Ends the handling of a request with a refusal. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        // Refusals are everyday answers: nobody reads their stack traces, so none is taken.
        super(problem.code().code() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
