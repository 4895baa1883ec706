package dev.rastro.bank.server.evolution;

import dev.rastro.bank.server.BankServer;
import dev.rastro.engine.postgres.TestDatabase;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * The tables of a log that an earlier program wrote, before a transfer's counterparty had a
 * structure, and what that program then answered. Its files are never edited.
 */
final class EarlierLog {

    static final long HEAD = 130;

    /** Soon after its last event: what is asked now is not in this log's future. */
    static final Instant NOW = Instant.parse("2026-11-21T07:15:00Z");

    private static final Path FOLDER = Path.of("src/test/resources/log-of-version-1");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private EarlierLog() {}

    /** One question with its answer. */
    record Answered(String path, JsonNode answer) {

        /** As it is told today: the other account's owner was not recorded. */
        JsonNode expected() {
            var today = answer.deepCopy();
            for (var item : today.path("items")) {
                var other = item.path("counterparty");
                if (other.isString() && item instanceof ObjectNode transaction) {
                    transaction
                            .putObject("counterparty")
                            .put("account_id", other.asString())
                            .putNull("owner_name");
                }
            }
            return today;
        }

        /** An answer of today, without the members that answers have got since. */
        JsonNode asFarAsKnown(JsonNode today) {
            return asFarAsKnown(today, expected());
        }

        private static JsonNode asFarAsKnown(JsonNode today, JsonNode then) {
            if (today instanceof ObjectNode members && then.isObject()) {
                var known = members.objectNode();
                for (var member : members.properties()) {
                    if (then.has(member.getKey())) {
                        var earlier = then.get(member.getKey());
                        known.set(member.getKey(), asFarAsKnown(member.getValue(), earlier));
                    }
                }
                return known;
            }
            if (today instanceof ArrayNode items && then.isArray()) {
                var known = items.arrayNode();
                for (int i = 0; i < items.size(); i++) {
                    known.add(asFarAsKnown(items.get(i), then.path(i)));
                }
                return known;
            }
            return today;
        }
    }

    static List<Answered> answers() {
        return lines("answers").stream()
                .map(MAPPER::readTree)
                .map(line -> new Answered(line.get("path").asString(), line.get("answer")))
                .toList();
    }

    static TestDatabase load() {
        var database = TestDatabase.empty();
        try {
            BankServer.migrate(database.asOwner());
            try (var connection = database.asOwner().getConnection()) {
                for (var table : List.of("stream", "event", "receipt")) {
                    load(connection, table);
                }
            }
            database.execute("SELECT setval('rastro.stream_id', 1)");
            database.execute(
                    """
                    UPDATE rastro.log_head
                       SET (position, recorded_at) =
                           (SELECT position, recorded_at
                              FROM rastro.event ORDER BY position DESC LIMIT 1)
                    """);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return database;
    }

    private static void load(Connection connection, String table) throws SQLException {
        try (var insert =
                connection.prepareStatement(
                        """
                        INSERT INTO rastro.%1$s
                        SELECT (jsonb_populate_record(NULL::rastro.%1$s, ?::jsonb)).*
                        """
                                .formatted(table))) {
            for (var line : lines(table)) {
                insert.setString(1, line);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static List<String> lines(String name) {
        try {
            return Files.readAllLines(FOLDER.resolve(name + ".ndjson"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
