package dev.rastro.bank.server.http.request;

import dev.rastro.bank.server.http.Request;
import dev.rastro.bank.server.http.json.JsonBody;
import dev.rastro.engine.event.Digest;

import java.util.UUID;

/** Tells a retry of a command from another command. */
public final class RequestFingerprint {

    private RequestFingerprint() {}

    /** The same for the same command, however its body is spaced and ordered. */
    public static UUID of(Request request, JsonBody body) {
        return Digest.of("rastro request 1")
                .add(request.method())
                .add(request.path())
                .add(body.canonical().bytes())
                .uuid();
    }
}
