package dev.rastro.bank.server.shared.readmodel;

import dev.rastro.engine.postgres.jdbc.ArrayParameters;

import java.sql.Connection;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import javax.sql.DataSource;

/**
 * Finds names by any part of them, without regard to case, accents, and the width of spaces: both
 * the names and what is looked for are folded here, so that it is the same on every database. All
 * pieces of one to three characters are indexed; a part is in a name only if its pieces are.
 */
public final class NameTable {

    private static final int PIECE_MAX = 3;
    private static final int ASCII_END = 0x80;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    /** Letters that Unicode does not take for others with a mark, though readers do. */
    private static final Map<Integer, String> LETTERS =
            Map.of(
                    (int) 'ł', "l", (int) 'ø', "o", (int) 'đ', "d", (int) 'ð', "d", (int) 'ħ', "h",
                    (int) 'ŧ', "t", (int) 'æ', "ae", (int) 'œ', "oe", (int) 'þ', "th", (int) 'ς',
                    "σ");

    private final DataSource database;
    private final String view;
    private final String plainColumn;
    private volatile boolean found;

    /**
     * @param view {@code account_name} or {@code customer_name}
     * @param plainColumn where the name itself is, in the table of what is named
     */
    public NameTable(DataSource database, String view, String plainColumn) {
        this.database = database;
        this.view = "bank." + view;
        this.plainColumn = plainColumn;
    }

    /**
     * Leaves of the rows those whose name has the part. After an update of the program, tables
     * without folded names serve until the new ones have caught up; then only case is ignored.
     *
     * @param id column of the query
     */
    public void narrow(Query<?> query, String id, String part) {
        if (!isThere()) {
            query.and(plainColumn + " ILIKE ?", containing(part));
            return;
        }
        var folded = fold(part);
        query.and(
                id + " IN (SELECT id FROM " + view + " WHERE pieces @> ?::text[] AND name LIKE ?)",
                piecesToFind(folded).toArray(String[]::new),
                containing(folded));
    }

    private boolean isThere() {
        if (!found) {
            found = Query.hasRelation(database, view);
        }
        return found;
    }

    private static String containing(String part) {
        return "%" + part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    /**
     * @param table in the generation that the connection is in
     * @param names by id
     */
    public static void insert(Connection connection, String table, Map<String, String> names)
            throws SQLException {
        if (names.isEmpty()) {
            return;
        }
        var sql =
                """
                INSERT INTO %s
                SELECT id, name, string_to_array(pieces, E'\\n')
                  FROM unnest(?::text[], ?::text[], ?::text[]) AS folded (id, name, pieces)
                """
                        .formatted(table);
        var folded = new LinkedHashMap<>(names);
        folded.replaceAll((id, name) -> fold(name));
        try (var insert = connection.prepareStatement(sql)) {
            ArrayParameters.of(insert, 1, List.copyOf(folded.entrySet()))
                    .column("text", Map.Entry::getKey)
                    .column("text", Map.Entry::getValue)
                    .column("text", it -> String.join("\n", pieces(it.getValue())));
            insert.executeUpdate();
        }
    }

    static String fold(String text) {
        boolean plain = text.chars().allMatch(it -> it < ASCII_END);
        var letters = plain ? text.toLowerCase(Locale.ROOT) : withoutMarks(text);
        return SPACES.matcher(letters).replaceAll(" ").strip();
    }

    private static String withoutMarks(String text) {
        var plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        // Upper case first: it takes apart what lower case leaves together, such as a sharp s.
        var lower = plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        var folded = new StringBuilder();
        lower.codePoints()
                .forEach(letter ->
                        folded.append(LETTERS.getOrDefault(letter, Character.toString(letter))));
        return folded.toString();
    }

    private static Set<String> pieces(String folded) {
        var pieces = new LinkedHashSet<String>();
        for (int length = 1; length <= PIECE_MAX; length++) {
            pieces.addAll(pieces(folded, length));
        }
        return pieces;
    }

    /** The longest pieces say the most. */
    private static Set<String> piecesToFind(String folded) {
        int characters = folded.codePointCount(0, folded.length());
        return pieces(folded, Math.min(characters, PIECE_MAX));
    }

    private static Set<String> pieces(String folded, int length) {
        var pieces = new LinkedHashSet<String>();
        int[] characters = folded.codePoints().toArray();
        for (int i = 0; length > 0 && i + length <= characters.length; i++) {
            pieces.add(new String(characters, i, length));
        }
        return pieces;
    }
}
