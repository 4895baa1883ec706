package dev.rastro.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TroubleTest {

    /** What is said by default, with the exceptions whose stack traces would be seen. */
    private static final class Heard implements System.Logger {

        private final List<String> lines = new ArrayList<>();
        private final List<Throwable> traces = new ArrayList<>();

        @Override
        public String getName() {
            return "heard";
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.compareTo(Level.INFO) >= 0;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            if (isLoggable(level)) {
                lines.add(level + " " + message);
                traces.add(thrown);
            }
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
            if (isLoggable(level)) {
                lines.add(level + " " + format);
            }
        }
    }

    private final Heard heard = new Heard();
    private final Trouble trouble = new Trouble(heard, "projection a fails");

    @Test
    void an_outage_is_said_once_in_one_line_with_its_cause_and_once_more_when_it_is_over() {
        trouble.failed(new SQLException("FATAL: terminating\n  Detail: by command", "57P01"));
        var refused = new SQLException("refused", "08001", new ConnectException("port 5432"));
        trouble.failed(refused);
        trouble.failed(
                new StoreException(
                        "read failed", new SQLTransientConnectionException("after 5001ms")));
        trouble.failed(
                new StoreException(
                        "read failed", new SQLTransientConnectionException("after 5002ms")));
        assertThat(trouble.reason()).contains("read failed");
        trouble.over();
        trouble.over();

        assertThat(heard.lines)
                .containsExactly(
                        "WARNING projection a fails; it is tried again: FATAL: terminating Detail:"
                                + " by command",
                        "INFO projection a fails: no longer");
        assertThat(heard.traces).isEmpty();
        assertThat(trouble.reason()).isEmpty();
    }

    @Test
    void its_cause_is_said_too() {
        var refused = new SQLException("refused", "08001", new ConnectException("port 5432"));
        trouble.failed(new StoreException("cannot read: refused", refused));

        assertThat(heard.lines)
                .containsExactly(
                        "WARNING projection a fails; it is tried again: cannot read: refused: port"
                                + " 5432");
    }

    @Test
    void another_trouble_is_said_although_the_one_before_is_not_over() {
        trouble.failed(new SQLException("refused", "08001"));
        trouble.failed(new SQLException("no such table", "42P01"));

        assertThat(heard.lines).hasSize(2);
    }

    @Test
    void what_may_be_a_fault_of_the_program_is_said_once_with_its_place() {
        var fault = new IllegalStateException("a bug");
        trouble.failed(fault);
        trouble.failed(new IllegalStateException("a bug"));

        assertThat(heard.lines).hasSize(1);
        assertThat(heard.traces).containsExactly(fault);
    }
}
