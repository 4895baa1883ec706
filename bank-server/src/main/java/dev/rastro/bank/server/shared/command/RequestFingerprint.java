package dev.rastro.bank.server.shared.command;

import dev.rastro.engine.event.Digest;
import dev.rastro.web.Request;
import dev.rastro.web.json.JsonBody;
import dev.rastro.web.syntax.PercentEncoding;

import java.util.UUID;

/** Tells a retry of a command from another command. */
final class RequestFingerprint {

    private RequestFingerprint() {}

    /**
     * The same for the same command, however its body is spaced and ordered, whether what it leaves
     * out is {@code null} there, and however its path is escaped. What is equal only by the rules
     * of a field, such as two ways of writing an amount, is not the same. Receipts keep it for
     * ever: for a request without nulls and needless escapes it must never be another.
     */
    static UUID of(Request request, JsonBody body) {
        return Digest.of("rastro request 1")
                .add(request.method())
                .add(PercentEncoding.normalized(request.path()))
                .add(body.canonical().bytes())
                .uuid();
    }
}
