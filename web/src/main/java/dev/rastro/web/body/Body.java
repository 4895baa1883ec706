package dev.rastro.web.body;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a request or an answer, compared by content. */
public final class Body {

    private static final Body EMPTY = new Body(new byte[0]);

    private final byte[] bytes;

    private Body(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes the array as it is: the caller must not change it afterwards. */
    public static Body of(byte[] bytes) {
        return new Body(bytes);
    }

    /** The text in UTF-8. */
    public static Body ofText(String text) {
        return new Body(text.getBytes(StandardCharsets.UTF_8));
    }

    public static Body empty() {
        return EMPTY;
    }

    /** The array itself, to save a copy: the caller must not change it. */
    public byte[] bytes() {
        return bytes;
    }

    public int size() {
        return bytes.length;
    }

    /** The bytes read as UTF-8. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Body body && Arrays.equals(bytes, body.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return text();
    }
}
