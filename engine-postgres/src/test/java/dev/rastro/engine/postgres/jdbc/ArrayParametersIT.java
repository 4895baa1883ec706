package dev.rastro.engine.postgres.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.engine.postgres.TestDatabase;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ArrayParametersIT {

    private static final String SQL =
            """
            SELECT * FROM unnest(?::uuid[], ?::bigint[], ?::integer[], ?::smallint[], ?::text[],
                                 ?::date[], ?::timestamptz[], ?::bytea[])
            """;

    private record Row(
            @Nullable UUID uuid,
            @Nullable Long big,
            @Nullable String text,
            @Nullable Instant time,
            String hex) {

        @Nullable OffsetDateTime timestamp() {
            return time == null ? null : time.atOffset(ZoneOffset.UTC);
        }

        @Nullable LocalDate day() {
            return time == null ? null : LocalDate.ofInstant(time, ZoneOffset.UTC);
        }

        byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }
    }

    private static final List<Row> ROWS =
            List.of(
                    new Row(
                            UUID.randomUUID(),
                            Long.MIN_VALUE,
                            "NULL",
                            Instant.parse("1999-12-31T23:59:59.999999Z"),
                            "00ff"),
                    new Row(null, null, null, null, ""),
                    new Row(
                            new UUID(-1, -1),
                            0L,
                            "{\"a,b\\\" 'ü'}",
                            Instant.parse("9999-12-31T00:00:00Z"),
                            "5c22"));

    /** The driver speaks the binary format in one mode, and text in the other. */
    @ParameterizedTest
    @ValueSource(strings = {"extended", "simple"})
    void every_row_arrives_as_it_is(String mode) throws SQLException {
        assertThat(roundTrip(mode, ROWS)).isEqualTo(ROWS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"extended", "simple"})
    void no_rows_are_no_rows(String mode) throws SQLException {
        assertThat(roundTrip(mode, List.of())).isEmpty();
    }

    private static List<Row> roundTrip(String mode, List<Row> rows) throws SQLException {
        try (var connection = connect(mode);
                var select = connection.prepareStatement(SQL)) {
            ArrayParameters.of(select, 1, rows)
                    .column("uuid", Row::uuid)
                    .column("bigint", Row::big)
                    .column("integer", row -> row.bytes().length)
                    .column("smallint", row -> (short) row.bytes().length)
                    .column("text", Row::text)
                    .column("date", Row::day)
                    .column("timestamptz", Row::timestamp)
                    .bytes(Row::bytes);
            var found = new ArrayList<Row>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    assertThat(row.getInt(3)).isEqualTo(row.getShort(4));
                    var time = row.getObject(7, OffsetDateTime.class);
                    var read =
                            new Row(
                                    row.getObject(1, UUID.class),
                                    row.getObject(2, Long.class),
                                    row.getString(5),
                                    time == null ? null : time.toInstant(),
                                    HexFormat.of().formatHex(row.getBytes(8)));
                    assertThat(row.getObject(6, LocalDate.class)).isEqualTo(read.day());
                    found.add(read);
                }
            }
            return found;
        }
    }

    private static Connection connect(String mode) throws SQLException {
        var url = TestDatabase.empty().url();
        return DriverManager.getConnection(
                url + (url.contains("?") ? "&" : "?") + "preferQueryMode=" + mode);
    }
}
