package dev.rastro.bank.server.shared.problem;

import dev.rastro.web.problem.ProblemType;

/** What the bank refuses, and why; HTTP has codes of its own. The names are part of the API. */
public enum ProblemCode implements ProblemType {
    POSITION_AHEAD_OF_LOG(400, "The log does not reach this position"),
    INVALID_IDEMPOTENCY_KEY(400, "The Idempotency-Key is not valid"),
    IDEMPOTENCY_KEY_MISSING(400, "An Idempotency-Key is required"),

    DEMO_NOT_ALLOWED(403, "The server was not started for a demo"),

    ACCOUNT_NOT_FOUND(404, "The account does not exist"),
    CUSTOMER_NOT_FOUND(404, "The customer does not exist"),
    STANDING_ORDER_NOT_FOUND(404, "The standing order does not exist"),
    COMMAND_NOT_FOUND(404, "No command was executed under this key"),
    PROJECTION_NOT_FOUND(404, "The projection does not exist"),

    ACCOUNT_EXISTS(409, "The account exists"),
    CUSTOMER_EXISTS(409, "The customer exists"),
    ACCOUNT_CLOSED(409, "The account is closed"),
    ENTRIES_PENDING(409, "The account has entries that take effect later"),
    BALANCE_NOT_ZERO(409, "The account is not empty"),
    EXTERNAL_ID_TAKEN(409, "The external id is taken"),
    CUSTOMER_ARCHIVED(409, "The customer is archived"),
    OPEN_ACCOUNTS(409, "The customer has open accounts"),
    STANDING_ORDER_EXISTS(409, "The standing order exists"),
    STANDING_ORDER_ENDED(409, "The standing order has ended"),
    BANK_NOT_EMPTY(409, "The bank is not empty"),
    REBUILD_UNDER_WAY(409, "The projection is being rebuilt"),
    STREAM_NOT_PARKED(409, "The stream is not parked"),
    PARKED_AT_OTHER_VERSION(409, "The stream is parked at another event"),

    CURRENCY_MISMATCH(422, "The currencies differ"),
    EFFECTIVE_DATE_IN_FUTURE(422, "The effective date is too far ahead"),
    SAME_ACCOUNT(422, "Both sides are the same account"),
    INSUFFICIENT_FUNDS(422, "The account does not hold enough"),
    BALANCE_OVERFLOW(422, "The balance would become too large"),
    INVALID_SCHEDULE(422, "The dates do not make a schedule"),
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for another request"),

    STORE_UNAVAILABLE(503, "The database is out of order"),
    QUERY_TIMEOUT(503, "The query takes too long"),
    STORAGE_FULL(503, "The disk of the database is nearly full"),
    READ_MODEL_BEHIND(503, "The read side has not come this far yet"),
    NOT_READY(503, "The server is not ready");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
