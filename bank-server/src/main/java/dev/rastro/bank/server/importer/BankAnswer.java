package dev.rastro.bank.server.importer;

import tools.jackson.databind.JsonNode;

/** What the bank said to one request. */
record BankAnswer(int status, JsonNode body, boolean replayed) {

    /** The bank said no, and saying it again would not help. */
    static final class RefusedException extends RuntimeException {
        RefusedException(String reason) {
            super(reason, null, false, false);
        }
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    boolean isRefusal(String code) {
        return !isSuccess() && text("code").equals(code);
    }

    /** The field's text, empty when the answer has no such text. */
    String text(String field) {
        return body.path(field).asString("");
    }

    /** For people: status, code and detail. */
    String refusal() {
        String code = text("code").isEmpty() ? "" : " " + text("code");
        String detail = text("detail").isEmpty() ? text("title") : text("detail");
        return "HTTP " + status + code + (detail.isEmpty() ? "" : ": " + detail);
    }
}
