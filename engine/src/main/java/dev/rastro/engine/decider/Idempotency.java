package dev.rastro.engine.decider;

import dev.rastro.engine.event.Payload;

import java.util.UUID;
import java.util.function.Function;

/**
 * Makes a command that is sent twice happen once, and its second sender hear what the first heard.
 *
 * @param key the same for every attempt of one command
 * @param fingerprint of the command's content
 * @param answer what to remember as the answer to the caller; pure, and may be called more than
 *     once
 */
public record Idempotency<R>(UUID key, UUID fingerprint, Function<Outcome<R>, Payload> answer) {}
