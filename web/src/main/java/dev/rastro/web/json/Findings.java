package dev.rastro.web.json;

import dev.rastro.web.problem.FieldCode;
import dev.rastro.web.problem.FieldError;
import dev.rastro.web.problem.HttpProblem;
import dev.rastro.web.problem.ProblemException;
import dev.rastro.web.problem.ProblemType;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with one body, so that its sender learns it at once; only the first are listed. */
final class Findings {

    private static final int LISTED_MAX = 100;

    private final List<FieldError> errors = new ArrayList<>();
    private int count;
    private boolean amountsOnly = true;

    void add(String pointer, FieldCode code, String detail) {
        count++;
        amountsOnly &= code == FieldCode.INVALID_AMOUNT;
        if (count <= LISTED_MAX) {
            errors.add(new FieldError(pointer, code, detail));
        }
    }

    void throwIfAny() {
        if (count > 0) {
            throw exception();
        }
    }

    ProblemException wrongRoot() {
        add("", FieldCode.WRONG_TYPE, "must be an object");
        return exception();
    }

    /** A body with nothing but wrong amounts is well formed: its amounts are refused, not it. */
    private ProblemException exception() {
        ProblemType code = amountsOnly ? HttpProblem.INVALID_AMOUNT : HttpProblem.INVALID_REQUEST;
        return code.because(summary()).errors(errors).exception();
    }

    private String summary() {
        FieldError first = errors.getFirst();
        String place = first.pointer().isEmpty() ? "the body" : first.pointer();
        String more = count == 1 ? "" : " (and %d more)".formatted(count - 1);
        return place + " " + first.detail() + more;
    }
}
