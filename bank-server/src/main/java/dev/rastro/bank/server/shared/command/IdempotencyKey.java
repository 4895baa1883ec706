package dev.rastro.bank.server.shared.command;

import dev.rastro.bank.server.shared.problem.ProblemCode;
import dev.rastro.engine.event.Digest;
import dev.rastro.web.Headers;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The client's name for one command, however often it is sent.
 *
 * @param id what the key is remembered as
 */
public record IdempotencyKey(String text, UUID id) {

    private static final String HEADER = "Idempotency-Key";
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,255}");

    /** The key in the header; empty where there is none. */
    public static Optional<IdempotencyKey> in(Headers headers) {
        List<String> values = headers.all(HEADER);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() > 1) {
            throw ProblemCode.INVALID_IDEMPOTENCY_KEY
                    .because(HEADER + " must be sent once")
                    .exception();
        }
        return Optional.of(of(values.getFirst()));
    }

    public static IdempotencyKey of(String text) {
        if (!VISIBLE_ASCII.matcher(text).matches()) {
            throw ProblemCode.INVALID_IDEMPOTENCY_KEY
                    .because("a key has 1 to 255 visible ASCII characters")
                    .exception();
        }
        return new IdempotencyKey(text, Digest.of("rastro idempotency key 1").add(text).uuid());
    }
}
