package dev.rastro.engine.store;

import dev.rastro.engine.event.Payload;

import java.util.UUID;

/**
 * The proof that a command was executed, written in the transaction of its events and kept for
 * ever.
 *
 * @param key identifies the command: a second append with the same key never happens
 * @param fingerprint of the request's content, to tell a retry from another command under the same
 *     key
 * @param answer what the caller was answered, in whatever form the caller likes
 */
public record Receipt(UUID key, UUID fingerprint, Payload answer) {}
