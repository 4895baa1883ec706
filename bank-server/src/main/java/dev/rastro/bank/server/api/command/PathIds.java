package dev.rastro.bank.server.api.command;

import dev.rastro.bank.limit.Limits;
import dev.rastro.bank.server.http.problem.ProblemCode;
import dev.rastro.web.Request;

/** Ids in paths. One that cannot be an id is like any other that does not exist. */
final class PathIds {

    private PathIds() {}

    static String account(Request request) {
        return require(request.pathParameter("account_id"), ProblemCode.ACCOUNT_NOT_FOUND);
    }

    static String customer(Request request) {
        return require(request.pathParameter("customer_id"), ProblemCode.CUSTOMER_NOT_FOUND);
    }

    static String standingOrder(Request request) {
        return require(
                request.pathParameter("standing_order_id"), ProblemCode.STANDING_ORDER_NOT_FOUND);
    }

    private static String require(String id, ProblemCode code) {
        try {
            return Limits.requireId("id", id);
        } catch (IllegalArgumentException e) {
            throw code.because("this cannot be an id: " + e.getMessage()).exception();
        }
    }
}
