package dev.rastro.bank.server.log;

/**
 * Text that says no more to a terminal than it shows: what would move the cursor, start a line or
 * turn the direction of writing is written as in JSON. So what was JSON stays so, with the same
 * meaning.
 */
public final class VisibleText {

    private VisibleText() {}

    /** In one line: line ends are escaped, too. */
    public static String line(String text) {
        return escaped(text, false);
    }

    /** In as many lines as it has. */
    public static String lines(String text) {
        return escaped(text, true);
    }

    private static String escaped(String text, boolean withLineEnds) {
        if (text.chars().allMatch(c -> isHarmless((char) c, withLineEnds))) {
            return text;
        }
        var visible = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHarmless(c, withLineEnds)) {
                visible.append(c);
            } else {
                visible.append("\\u%04x".formatted((int) c));
            }
        }
        return visible.toString();
    }

    private static boolean isHarmless(char c, boolean withLineEnds) {
        return c == '\n' ? withLineEnds : !Character.isISOControl(c) && !isInvisible(c);
    }

    /** Line and paragraph separators, and what says in which direction to write. */
    private static boolean isInvisible(char c) {
        return switch (c) {
            case '\u2028', '\u2029', '\u061c', '\u200e', '\u200f' -> true;
            default -> (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
        };
    }
}
