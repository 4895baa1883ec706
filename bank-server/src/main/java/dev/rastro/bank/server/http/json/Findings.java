package dev.rastro.bank.server.http.json;

import dev.rastro.bank.server.http.problem.FieldCode;
import dev.rastro.bank.server.http.problem.FieldError;
import dev.rastro.bank.server.http.problem.ProblemCode;
import dev.rastro.bank.server.http.problem.ProblemException;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with one body, so that its sender learns it at once. */
final class Findings {

    private final List<FieldError> errors = new ArrayList<>();

    void add(String pointer, FieldCode code, String detail) {
        errors.add(new FieldError(pointer, code, detail));
    }

    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw exception();
        }
    }

    ProblemException wrongRoot() {
        add("", FieldCode.WRONG_TYPE, "must be an object");
        return exception();
    }

    /** A body with nothing but wrong amounts is well formed: its amounts are refused, not it. */
    private ProblemException exception() {
        boolean amountsOnly =
                errors.stream().allMatch(error -> error.code() == FieldCode.INVALID_AMOUNT);
        ProblemCode code = amountsOnly ? ProblemCode.INVALID_AMOUNT : ProblemCode.INVALID_REQUEST;
        return code.because(summary()).errors(errors).exception();
    }

    private String summary() {
        FieldError first = errors.getFirst();
        String place = first.pointer().isEmpty() ? "the body" : first.pointer();
        String more = errors.size() == 1 ? "" : " (and %d more)".formatted(errors.size() - 1);
        return place + " " + first.detail() + more;
    }
}
