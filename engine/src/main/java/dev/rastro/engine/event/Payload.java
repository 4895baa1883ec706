package dev.rastro.engine.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Encoded bytes, compared by content. The engine never looks inside; what a codec wrote is what a
 * reader gets, byte for byte.
 */
public final class Payload {

    private static final Payload EMPTY = new Payload(new byte[0]);

    private final byte[] bytes;

    private Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes the array as it is: the caller must not change it afterwards. */
    public static Payload of(byte[] bytes) {
        return new Payload(bytes);
    }

    /** The text in UTF-8. */
    public static Payload ofText(String text) {
        return new Payload(text.getBytes(StandardCharsets.UTF_8));
    }

    public static Payload empty() {
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
        return other instanceof Payload payload && Arrays.equals(bytes, payload.bytes);
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
