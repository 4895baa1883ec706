package dev.rastro.bank.server.console;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Kinds of files that the console consists of, by the ending of their names. */
enum MediaType {
    HTML("text/html; charset=utf-8"),
    CSS("text/css; charset=utf-8"),
    JS("text/javascript; charset=utf-8"),
    SVG("image/svg+xml");

    private final String header;

    MediaType(String header) {
        this.header = header;
    }

    String header() {
        return header;
    }

    static Optional<MediaType> of(String path) {
        String ending = path.substring(path.lastIndexOf('.') + 1);
        return Arrays.stream(values())
                .filter(type -> type.name().toLowerCase(Locale.ROOT).equals(ending))
                .findFirst();
    }

    static List<String> all() {
        return Arrays.stream(values()).map(MediaType::header).toList();
    }
}
