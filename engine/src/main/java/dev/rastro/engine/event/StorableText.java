package dev.rastro.engine.event;

/** What may be kept as text: what PostgreSQL can store and UTF-8 can say. */
public final class StorableText {

    private StorableText() {}

    /**
     * Returns the text, if it has 1 to {@code lengthMax} UTF-16 units, none of them NUL, and every
     * surrogate has its other half: a lone one would be stored as a question mark, and two names
     * would become one.
     *
     * @throws IllegalArgumentException otherwise
     */
    static String require(String what, String text, int lengthMax) {
        if (text.isEmpty() || text.length() > lengthMax) {
            throw new IllegalArgumentException(
                    "%s must have 1 to %d characters".formatted(what, lengthMax));
        }
        if (!isStorable(text)) {
            throw new IllegalArgumentException(
                    what + " must not have the NUL character or half of a surrogate pair");
        }
        return text;
    }

    /** Whether the text survives being stored: no NUL, and no half of a surrogate pair. */
    public static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                if (i + 1 == text.length()
                        || !Character.isSurrogatePair(unit, text.charAt(i + 1))) {
                    return false;
                }
                i++;
            } else if (unit == 0) {
                return false;
            }
        }
        return true;
    }
}
