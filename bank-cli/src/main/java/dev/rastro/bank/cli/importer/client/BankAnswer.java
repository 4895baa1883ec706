package dev.rastro.bank.cli.importer.client;

import tools.jackson.databind.JsonNode;

/** What the bank said to one request. */
public record BankAnswer(int status, JsonNode body, boolean replayed) {

    /** The bank said no, and saying it again would not help. */
    public static final class RefusedException extends RuntimeException {
        public RefusedException(String reason) {
            super(reason, null, false, false);
        }
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The field's text, empty when the answer has no such text. */
    public String text(String field) {
        return body.path(field).asString("");
    }

    /** For people: status, code and detail. */
    public String refusal() {
        String code = text("code").isEmpty() ? "" : " " + text("code");
        String detail = text("detail").isEmpty() ? text("title") : text("detail");
        return "HTTP " + status + code + (detail.isEmpty() ? "" : ": " + detail);
    }
}
