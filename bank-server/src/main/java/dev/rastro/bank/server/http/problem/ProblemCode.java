package dev.rastro.bank.server.http.problem;

import java.util.Locale;

/** Every stable code that the API refuses with. The names are part of the API. */
public enum ProblemCode {
    BAD_REQUEST(400, "The request is not valid HTTP"),
    MALFORMED_JSON(400, "The body is not valid JSON"),
    INVALID_REQUEST(400, "The body does not have the expected fields"),
    UNKNOWN_PARAMETER(400, "A query parameter is not known here"),
    INVALID_PARAMETER(400, "A query parameter has an invalid value"),
    POSITION_AHEAD_OF_LOG(400, "The log does not reach this position"),
    INVALID_CURSOR(400, "The cursor does not belong to this list"),
    INVALID_IDEMPOTENCY_KEY(400, "The Idempotency-Key is not valid"),
    IDEMPOTENCY_KEY_MISSING(400, "An Idempotency-Key is required"),
    INVALID_IF_MATCH(400, "The If-Match header is not valid"),

    CROSS_SITE_WRITE(403, "The request comes from the page of another site"),
    DEMO_NOT_ALLOWED(403, "The server was not started for a demo"),

    NOT_FOUND(404, "There is nothing at this path"),
    ACCOUNT_NOT_FOUND(404, "The account does not exist"),
    CUSTOMER_NOT_FOUND(404, "The customer does not exist"),
    STANDING_ORDER_NOT_FOUND(404, "The standing order does not exist"),
    COMMAND_NOT_FOUND(404, "No command was executed under this key"),
    PROJECTION_NOT_FOUND(404, "The projection does not exist"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "The answer exists in no accepted media type"),

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
    VERSION_MISMATCH(412, "The version is another one"),

    PAYLOAD_TOO_LARGE(413, "The body is too large"),
    URI_TOO_LONG(414, "The target of the request is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body is not in a supported media type"),
    EXPECTATION_FAILED(417, "What is expected cannot be done"),
    UNKNOWN_HOST(421, "The server does not go by this name"),
    INVALID_AMOUNT(422, "The amount is not valid"),
    CURRENCY_MISMATCH(422, "The currencies differ"),
    EFFECTIVE_DATE_IN_FUTURE(422, "The effective date is too far ahead"),
    SAME_ACCOUNT(422, "Both sides are the same account"),
    INSUFFICIENT_FUNDS(422, "The account does not hold enough"),
    BALANCE_OVERFLOW(422, "The balance would become too large"),
    INVALID_SCHEDULE(422, "The dates do not make a schedule"),
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for another request"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),

    INTERNAL_ERROR(500, "Something went wrong on our side"),
    OVERLOADED(503, "There is too much to do at the moment"),
    SHUTTING_DOWN(503, "The server is stopping"),
    STORE_UNAVAILABLE(503, "The database is out of order"),
    QUERY_TIMEOUT(503, "The query takes too long"),
    STORAGE_FULL(503, "The disk of the database is nearly full"),
    READ_MODEL_BEHIND(503, "The read side has not come this far yet"),
    NOT_READY(503, "The server is not ready"),
    HTTP_VERSION_NOT_SUPPORTED(505, "The version of HTTP is not supported");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A reference, so that it is right on every host. */
    public String type() {
        return "/problems/" + code();
    }

    public Problem because(String detail) {
        return Problem.of(this, detail);
    }
}
