package dev.rastro.bank.server.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ClosingStackTest {

    private final List<String> closed = new ArrayList<>();
    private final ClosingStack stack = new ClosingStack();

    @Test
    void the_newest_is_closed_first_and_each_once() {
        push("one");
        push("two");

        stack.close();
        stack.close();

        assertThat(closed).containsExactly("two", "one");
    }

    @Test
    void one_that_cannot_be_closed_keeps_no_other_open() {
        push("one");
        pushBroken("two");
        push("three");
        pushBroken("four");

        assertThatThrownBy(stack::close)
                .hasMessage("cannot close: four")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(closed).containsExactly("four", "three", "two", "one");
    }

    @Test
    void what_led_to_the_closing_is_not_hidden_by_it() {
        pushBroken("one");
        var cause = new IllegalStateException("the cause");

        stack.closeAfter(cause);

        assertThat(cause.getSuppressed())
                .singleElement()
                .satisfies(e -> assertThat(e).hasMessage("cannot close: one"));
    }

    private void push(String name) {
        AutoCloseable resource = () -> closed.add(name);
        stack.push(resource);
    }

    private void pushBroken(String name) {
        AutoCloseable resource =
                () -> {
                    closed.add(name);
                    throw new IOException(name);
                };
        stack.push(resource);
    }
}
