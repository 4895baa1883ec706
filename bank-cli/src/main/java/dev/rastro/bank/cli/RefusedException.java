package dev.rastro.bank.cli;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A running bank refused, or did not answer; the message says what it is. */
final class RefusedException extends RuntimeException {

    private final transient JsonNode problem;

    RefusedException(String message) {
        super(message);
        this.problem = MissingNode.getInstance();
    }

    RefusedException(String message, Throwable cause) {
        super(message, cause);
        this.problem = MissingNode.getInstance();
    }

    /** The bank said why. */
    RefusedException(JsonNode problem) {
        super(problem.path("code").asString("") + ": " + problem.path("detail").asString(""));
        this.problem = problem;
    }

    boolean isFor(String code) {
        return problem.path("code").asString("").equals(code);
    }

    /** That a problem names, as far as the log reaches. */
    long position() {
        return problem.path("position").asLong();
    }
}
