package dev.rastro.bank.cli.importer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whose ids are imported: what two sources call by one id are two things. The one without a name
 * has ids as they stand in its files.
 */
record SourceName(String text) {

    static final SourceName UNNAMED = new SourceName("");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,32}");

    static Optional<SourceName> of(String text) {
        return NAME.matcher(text).matches() ? Optional.of(new SourceName(text)) : Optional.empty();
    }

    boolean isUnnamed() {
        return text.isEmpty();
    }

    /** What the bank shall know the thing by. */
    String externalId(String id) {
        return isUnnamed() ? id : text + ":" + id;
    }

    /** Whether the thing may be this source's: one without a name has ids of any form. */
    boolean mayOwn(String externalId) {
        return isUnnamed() ? !externalId.isEmpty() : externalId.startsWith(text + ":");
    }

    /**
     * A key that the source's own id decides, so that the same row is the same command for ever.
     */
    String key(String thing, String id) {
        return "import:" + (isUnnamed() ? "" : text + ":") + thing + ":" + encoded(id);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
