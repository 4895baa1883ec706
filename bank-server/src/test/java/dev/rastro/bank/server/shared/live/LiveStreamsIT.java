package dev.rastro.bank.server.shared.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.log.CountedReads;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.subscription.EventFilter;
import dev.rastro.web.Headers;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.body.Body;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LiveStreamsIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int PLACES = 3;
    private static final int EVENTS = 20;
    private static final StreamName STREAM = new StreamName("sample", "a");
    private static final EventFilter EVERYTHING = EventFilter.everything();

    private final AtomicInteger connections = new AtomicInteger();
    private final PostgresEventStore store = CountedReads.store(connections);

    @AfterEach
    void close() {
        store.close();
    }

    private Response open(LiveStreams live, EventFilter... filters) {
        var id = UUID.randomUUID();
        var request =
                new Request(
                        "GET",
                        "/api/v1/events",
                        Map.of(),
                        Map.of(),
                        Headers.of(Map.of()),
                        LiveStreams.MEDIA_TYPE,
                        Body.empty(),
                        new Request.Ids(id, id));
        return live.follow(request, 0, new Wanted(List.of(filters), store), (out, position) -> {});
    }

    private void append() {
        var metadata = new Metadata(UUID.randomUUID(), UUID.randomUUID(), "test");
        var event = new EventData(UUID.randomUUID(), "Happened", 1, Payload.ofText("{}"), metadata);
        store.append(Append.of(STREAM, ExpectedVersion.any(), List.of(event)));
    }

    @Test
    void a_stream_that_never_begins_gives_its_place_back() {
        try (var live = new LiveStreams(store, PLACES)) {
            for (int i = 0; i < 4 * PLACES; i++) {
                open(live, EVERYTHING).stream().orElseThrow().close();
            }
            for (int i = 0; i < PLACES; i++) {
                assertThat(open(live, EVERYTHING).stream()).isPresent();
            }
            assertThatThrownBy(() -> open(live, EVERYTHING))
                    .hasMessageContaining("no more streams");
        }
    }

    @Test
    void a_stream_that_breaks_gives_its_place_back_once() {
        try (var live = new LiveStreams(store, PLACES)) {
            for (int i = 0; i < 4 * PLACES; i++) {
                var stream = open(live, EVERYTHING).stream().orElseThrow();
                assertThatThrownBy(() -> stream.writeTo(new Broken()))
                        .isInstanceOf(IOException.class);
                stream.close();
                stream.close();
            }
            for (int i = 0; i < PLACES; i++) {
                assertThat(open(live, EVERYTHING).stream()).isPresent();
            }
            assertThatThrownBy(() -> open(live, EVERYTHING))
                    .hasMessageContaining("no more streams");
        }
    }

    private static final class Broken extends ByteArrayOutputStream {

        @Override
        public void flush() throws IOException {
            throw new IOException("gone");
        }
    }

    @Test
    void streams_at_the_end_of_the_log_ask_the_database_nothing() throws Exception {
        await().atMost(SOON).until(() -> connections.get() == 1);
        append();
        var heard = new ArrayList<ByteArrayOutputStream>();
        var ends = new ArrayList<Future<Boolean>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var live = new LiveStreams(store)) {
            for (int i = 0; i < 20; i++) {
                var all = open(live, EVERYTHING);
                var none = open(live, EventFilter.stream(STREAM), EventFilter.types("Unheard"));
                var out = new ByteArrayOutputStream();
                heard.add(out);
                ends.add(threads.submit(() -> write(all, out)));
                ends.add(threads.submit(() -> write(none, new ByteArrayOutputStream())));
            }
            awaitAll(heard, 1);
            for (int i = 2; i <= EVENTS; i++) {
                append();
                awaitAll(heard, i);
            }
        }

        for (var end : ends) {
            assertThat(end.get()).isTrue();
        }
        assertThat(connections).hasValue(1);
    }

    private static boolean write(Response response, ByteArrayOutputStream out) throws IOException {
        response.stream().orElseThrow().writeTo(out);
        return true;
    }

    private static void awaitAll(List<ByteArrayOutputStream> heard, long position) {
        var line = "id: " + position + "\n";
        for (var out : heard) {
            await().atMost(SOON).until(() -> out.toString(StandardCharsets.UTF_8).contains(line));
        }
    }
}
