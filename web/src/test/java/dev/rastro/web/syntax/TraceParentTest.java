package dev.rastro.web.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.UUID;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TraceParentTest {

    private static final String VALID = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final UUID TRACE = UUID.fromString("4bf92f35-77b3-4da6-a3ce-929d0e0e4736");

    @Test
    void the_trace_id_is_read_from_this_and_later_versions() {
        assertThat(TraceParent.traceId(List.of(VALID))).contains(TRACE);
        assertThat(TraceParent.traceId(List.of(VALID.replaceFirst("00", "01")))).contains(TRACE);
        assertThat(TraceParent.traceId(List.of(VALID.replaceFirst("00", "cc") + "-more")))
                .contains(TRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01more",
                "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01"
            })
    void everything_else_is_ignored(String header) {
        assertThat(TraceParent.traceId(List.of(header))).isEmpty();
    }

    @Test
    void two_headers_are_none() {
        assertThat(TraceParent.traceId(List.of(VALID, VALID))).isEmpty();
    }
}
