package dev.rastro.bank.money;

import java.util.Optional;

/**
 * Decimal text to a count of minor units. Written by hand because every parser of the JDK takes
 * more than we want: exponents, signs, digits of other scripts.
 */
final class DecimalText {

    private DecimalText() {}

    static Optional<Long> unsigned(String text, int scale) {
        return negated(text, 0, scale)
                .filter(negated -> negated != Long.MIN_VALUE)
                .map(negated -> -negated);
    }

    static Optional<Long> signed(String text, int scale) {
        return text.startsWith("-") ? negated(text, 1, scale) : unsigned(text, scale);
    }

    /** Minus the number from {@code start} on: there is one more negative long than positive. */
    private static Optional<Long> negated(String text, int start, int scale) {
        int point = text.indexOf('.', start);
        int wholeEnd = point < 0 ? text.length() : point;
        int fractionDigits = point < 0 ? 0 : text.length() - point - 1;
        boolean emptyFraction = point >= 0 && fractionDigits == 0;
        if (wholeEnd == start || emptyFraction || fractionDigits > scale) {
            return Optional.empty();
        }
        return digits(text, start, wholeEnd, 0)
                .flatMap(whole ->
                        digits(text, Math.min(wholeEnd + 1, text.length()), text.length(), whole))
                .flatMap(value -> zeros(value, scale - fractionDigits));
    }

    private static Optional<Long> digits(String text, int start, int end, long before) {
        long value = before;
        for (int i = start; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || !fits(value, digit)) {
                return Optional.empty();
            }
            value = value * 10 - digit;
        }
        return Optional.of(value);
    }

    private static Optional<Long> zeros(long before, int count) {
        return digits("0".repeat(count), 0, count, before);
    }

    private static boolean fits(long value, int digit) {
        return value >= (Long.MIN_VALUE + digit) / 10;
    }
}
