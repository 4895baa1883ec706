package dev.rastro.engine.postgres.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.ExpectedVersion;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;

/** Tables of version 2 serve, others are half built, and a program of any version starts. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class UnfinishedBuildIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int SERVING = 2;
    private static final int EVENTS = 100;

    private final Shop shop = new Shop();
    private final PostgresEventStore store = shop.store();

    /** Each row names the version of the program that wrote it. */
    private record Copy(int version) implements Projection {

        @Override
        public String name() {
            return "copies";
        }

        @Override
        public List<String> tables() {
            return List.of("copy");
        }

        @Override
        public String ddl() {
            return "CREATE TABLE copy (position bigint, version integer)";
        }

        @Override
        public void apply(Connection connection, List<RecordedEvent> events) throws SQLException {
            try (var insert = connection.prepareStatement("INSERT INTO copy VALUES (?, ?)")) {
                for (var event : events) {
                    insert.setLong(1, event.position());
                    insert.setInt(2, version);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }

    @BeforeEach
    void serve() throws Exception {
        append();
        try (var host = host(SERVING)) {
            assertThat(host.applied().await(EVENTS, SOON)).isTrue();
        }
    }

    @AfterEach
    void close() throws Exception {
        shop.close();
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,2", "1,3", "2,1", "2,2", "2,3", "3,1", "3,2", "3,3"})
    void a_program_starts_and_can_rebuild(int unfinished, int program) throws Exception {
        leaveUnfinished(unfinished);

        var host = host(program);
        boolean isBuilding =
                host.status().building().filter(it -> it.version() == program).isPresent();
        assertThat(host.rebuild(false)).isEqualTo(!isBuilding);

        assertThat(host.status().building().orElseThrow().version()).isEqualTo(program);
        assertThat(host.status().serving().orElseThrow().version()).isEqualTo(SERVING);
        assertThatItTakesOver(host, program);
        assertThat(host.dropRetired()).isEqualTo(unfinished == program ? 1 : 2);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,3", "2,1", "2,3", "3,1", "3,3"})
    void a_start_alone_leads_to_tables_of_the_program(int unfinished, int program)
            throws Exception {
        leaveUnfinished(unfinished);

        assertThatItTakesOver(host(program), program);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void a_start_with_tables_that_serve_gives_up_no_build_of_another_node(int unfinished)
            throws Exception {
        var other = leaveUnfinished(unfinished);

        var host = host(SERVING);

        assertThat(host.status().building()).isEqualTo(other.building());
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,3", "2,1", "2,3", "3,1", "3,3"})
    void two_nodes_that_start_at_once_begin_one_build(int unfinished, int program)
            throws Exception {
        leaveUnfinished(unfinished);
        var stores = List.of(shop.store(), shop.store());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var starts =
                    stores.stream()
                            .map(it -> threads.submit(() -> shop.host(it, new Copy(program))))
                            .toList();
            for (var start : starts) {
                assertThatItTakesOver(start.get(), program);
            }
        }
        assertThat(shop.number("SELECT max(generation) FROM rastro.projection"))
                .isEqualTo(unfinished == program ? 2 : 3);
    }

    @Test
    void a_running_builder_of_another_version_gives_up() throws Exception {
        pause();
        var other = host(1);
        boolean unused = other.rebuild(false);

        assertThatItTakesOver(host(3), 3);

        await().atMost(SOON).until(() -> other.status().building().isEmpty());
        assertThat(other.lastError()).isEmpty();
        assertThat(shop.number("SELECT count(*) FROM rastro.projection_part")).isZero();
    }

    /** What a node leaves that stops in the middle of it. */
    private ProjectionStatus leaveUnfinished(int version) {
        pause();
        try (var host = host(version)) {
            boolean unused = host.rebuild(false);
            return host.status();
        }
    }

    /** Before a start that begins a build, which else might be over too soon. */
    private void pause() {
        try (var host = host(SERVING)) {
            host.pause();
        }
    }

    private ProjectionHost host(int version) {
        return shop.host(store, new Copy(version));
    }

    private void append() {
        store.append(
                Append.of(
                        new StreamName("test", "a"),
                        ExpectedVersion.any(),
                        Collections.nCopies(EVENTS, Shop.event())));
    }

    private void assertThatItTakesOver(ProjectionHost host, int version) throws SQLException {
        host.resume();
        await().atMost(SOON)
                .until(() -> host.status().serving().orElseThrow().version() == version);
        await().atMost(SOON).until(() -> host.status().building().isEmpty());
        assertThat(shop.number("SELECT count(*) FROM shop.copy WHERE version = " + version))
                .isEqualTo(EVENTS);
        assertThat(shop.number("SELECT count(*) FROM shop.copy")).isEqualTo(EVENTS);
    }
}
