package dev.rastro.bank.server.readmodel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** SQL files beside this class. */
public final class Ddl {

    private Ddl() {}

    public static String read(String file) {
        try (InputStream in = Objects.requireNonNull(Ddl.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
