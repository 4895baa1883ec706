package dev.rastro.web.problem;

/**
 * One thing that is wrong with a body.
 *
 * @param pointer a JSON pointer (RFC 6901) to the place
 */
public record FieldError(String pointer, FieldCode code, String detail) {}
