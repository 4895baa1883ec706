package dev.rastro.engine.command;

import dev.rastro.engine.decider.States;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.store.Receipt;

import java.util.UUID;
import java.util.function.Function;

/**
 * Makes a command that is sent twice happen once, and its second sender get the answer of the
 * first. The answer is encoded before it is known whether it holds: pure, and perhaps more than
 * once.
 *
 * @param key the same for every attempt of one command
 * @param fingerprint of the command's content
 * @param accepted the answer to remember, from the entities as they are with the command's events
 * @param rejected the answer to remember, from the reason
 */
public record Idempotency<R>(
        UUID key,
        UUID fingerprint,
        Function<States, Payload> accepted,
        Function<R, Payload> rejected) {

    Receipt ofAccepted(States after) {
        return new Receipt(key, fingerprint, accepted.apply(after));
    }

    Receipt ofRejected(R reason) {
        return new Receipt(key, fingerprint, rejected.apply(reason));
    }
}
