package dev.rastro.engine.event;

/** What may be kept as text: what PostgreSQL can store and UTF-8 can say. */
final class StorableText {

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
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == 0) {
                throw new IllegalArgumentException(what + " must not have the NUL character");
            }
            if (Character.isSurrogate(unit)) {
                if (i + 1 == text.length()
                        || !Character.isSurrogatePair(unit, text.charAt(i + 1))) {
                    throw new IllegalArgumentException(what + " has half of a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }
}
