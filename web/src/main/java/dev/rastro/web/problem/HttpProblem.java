package dev.rastro.web.problem;

/** What is refused before anybody asks what a request means. The names are part of the API. */
public enum HttpProblem implements ProblemType {
    BAD_REQUEST(400, "The request is not valid HTTP"),
    MALFORMED_JSON(400, "The body is not valid JSON"),
    INVALID_REQUEST(400, "The body does not have the expected fields"),
    UNKNOWN_PARAMETER(400, "A query parameter is not known here"),
    INVALID_PARAMETER(400, "A query parameter has an invalid value"),
    INVALID_CURSOR(400, "The cursor does not belong to this list"),
    INVALID_IF_MATCH(400, "The If-Match header is not valid"),
    CROSS_SITE_WRITE(403, "The request comes from the page of another site"),
    NOT_FOUND(404, "There is nothing at this path"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "The answer exists in no accepted media type"),
    VERSION_MISMATCH(412, "The version is another one"),
    PAYLOAD_TOO_LARGE(413, "The body is too large"),
    URI_TOO_LONG(414, "The target of the request is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body is not in a supported media type"),
    EXPECTATION_FAILED(417, "What is expected cannot be done"),
    UNKNOWN_HOST(421, "The server does not go by this name"),
    INVALID_AMOUNT(422, "The amount is not valid"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    INTERNAL_ERROR(500, "Something went wrong on our side"),
    OVERLOADED(503, "There is too much to do at the moment"),
    SHUTTING_DOWN(503, "The server is stopping"),
    HTTP_VERSION_NOT_SUPPORTED(505, "The version of HTTP is not supported");

    private final int status;
    private final String title;

    HttpProblem(int status, String title) {
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
