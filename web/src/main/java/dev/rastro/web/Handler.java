package dev.rastro.web;

/** Answers one kind of request; refuses with a {@code ProblemException}. */
@FunctionalInterface
public interface Handler {

    Response handle(Request request);
}
