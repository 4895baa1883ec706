package dev.rastro.bank.server.shared.command;

import dev.rastro.bank.limit.Limits;
import dev.rastro.bank.server.shared.problem.ProblemCode;
import dev.rastro.web.Request;

/** Ids in paths. One that cannot be an id is like any other that does not exist. */
public final class PathIds {

    private PathIds() {}

    /**
     * @param absent what to say of an id that nothing can have
     */
    public static String require(Request request, String parameter, ProblemCode absent) {
        try {
            return Limits.requireId("id", request.pathParameter(parameter));
        } catch (IllegalArgumentException e) {
            throw absent.because("this cannot be an id: " + e.getMessage()).exception();
        }
    }
}
