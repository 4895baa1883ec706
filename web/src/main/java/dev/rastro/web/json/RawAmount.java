package dev.rastro.web.json;

import dev.rastro.web.problem.FieldCode;
import dev.rastro.web.problem.FieldError;
import dev.rastro.web.problem.HttpProblem;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * An amount as it was sent: digits, perhaps a point and digits. What it is worth depends on a
 * currency that may only be known later.
 */
public record RawAmount(String text, String pointer) {

    static final int LENGTH_MAX = 40;
    private static final Pattern DECIMAL = Pattern.compile("[0-9]+(\\.[0-9]+)?");

    static boolean isDecimal(String text) {
        return text.length() <= LENGTH_MAX && DECIMAL.matcher(text).matches();
    }

    /**
     * @param parse refuses with an {@link IllegalArgumentException} or {@link ArithmeticException}
     *     whose message the client may read
     */
    public <M> M parse(Function<String, M> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw HttpProblem.INVALID_AMOUNT
                    .because("'%s' is not a valid amount".formatted(text))
                    .errors(
                            List.of(
                                    new FieldError(
                                            pointer,
                                            FieldCode.INVALID_AMOUNT,
                                            String.valueOf(e.getMessage()))))
                    .exception();
        }
    }
}
