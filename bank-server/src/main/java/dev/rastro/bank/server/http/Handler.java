package dev.rastro.bank.server.http;

/** Answers one kind of request; refuses with a {@code ProblemException}. */
@FunctionalInterface
public interface Handler {

    Response handle(Request request);
}
