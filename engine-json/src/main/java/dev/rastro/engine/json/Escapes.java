package dev.rastro.engine.json;

/**
 * Refuses the NUL character and half surrogate pairs, wherever they stand. JSON can escape them,
 * but one such event would make PostgreSQL fail whoever looks at the log as {@code jsonb}.
 */
final class Escapes {

    private static final int HEX_DIGITS = 4;
    private static final int HEX_BITS = 4;

    private Escapes() {}

    /** Takes what a generator wrote: well-formed, with escapes only where UTF-8 does not do. */
    static byte[] requireStorable(byte[] json) {
        for (int i = 0; i < json.length; i++) {
            if (json[i] == '\\') {
                i++; // The escaped character may be a backslash too.
                if (json[i] == 'u') {
                    requireStorable(json, i + 1);
                }
            }
        }
        return json;
    }

    private static void requireStorable(byte[] json, int at) {
        int character = 0;
        for (int i = at; i < at + HEX_DIGITS; i++) {
            character = character << HEX_BITS | Character.digit(json[i], 16);
        }
        if (character == 0) {
            throw new IllegalArgumentException("the NUL character");
        }
        if (Character.isSurrogate((char) character)) {
            throw new IllegalArgumentException("half of a surrogate pair");
        }
    }
}
