package dev.rastro.engine.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** SHA-256 over parts that cannot run into one another: each comes with its length. */
public final class Digest {

    private final MessageDigest sha256;

    private Digest(MessageDigest sha256) {
        this.sha256 = sha256;
    }

    /** What is digested under one namespace never meets what is digested under another. */
    public static Digest of(String namespace) {
        try {
            return new Digest(MessageDigest.getInstance("SHA-256")).add(namespace);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public Digest add(String part) {
        return add(part.getBytes(StandardCharsets.UTF_8));
    }

    public Digest add(byte[] part) {
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
        sha256.update(part);
        return this;
    }

    public byte[] bytes() {
        return sha256.digest();
    }

    /** The first 128 bits. */
    public UUID uuid() {
        ByteBuffer bits = ByteBuffer.wrap(bytes());
        return new UUID(bits.getLong(), bits.getLong());
    }
}
