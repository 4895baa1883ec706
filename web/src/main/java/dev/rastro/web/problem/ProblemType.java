package dev.rastro.web.problem;

import java.util.Locale;

/** A kind of refusal (RFC 9457); a server has its own, beside those of HTTP. */
public interface ProblemType {

    /** In capitals, as an enum has it; stable, because the code is made of it. */
    String name();

    int status();

    String title();

    default String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A reference, so that it is right on every host. */
    default String type() {
        return "/problems/" + code();
    }

    default Problem because(String detail) {
        return Problem.of(this, detail);
    }
}
