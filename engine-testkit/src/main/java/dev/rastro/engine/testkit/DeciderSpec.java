package dev.rastro.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.engine.decider.Decider;
import dev.rastro.engine.decider.Decision;
import dev.rastro.engine.decider.Decision.Accepted;
import dev.rastro.engine.decider.Decision.Rejected;

import java.util.List;

/** Given these events, when this command, then this decision. Never changes: may be shared. */
public final class DeciderSpec<C, S, E, R> {

    private final Decider<C, S, E, R> decider;
    private final S state;

    public DeciderSpec(Decider<C, S, E, R> decider) {
        this(decider, decider.initialState());
    }

    private DeciderSpec(Decider<C, S, E, R> decider, S state) {
        this.decider = decider;
        this.state = state;
    }

    /** This history, after the one given before. */
    @SafeVarargs
    public final DeciderSpec<C, S, E, R> given(E... history) {
        S after = state;
        for (E event : history) {
            after = decider.evolve(after, event);
        }
        return new DeciderSpec<>(decider, after);
    }

    public Then<E, R> when(C command) {
        return new Then<>("%s, given %s".formatted(command, state), decider.decide(command, state));
    }

    /** The state that the history adds up to. */
    public void isIn(S expected) {
        assertThat(state).isEqualTo(expected);
    }

    /** What was decided, to be compared with what should have been. */
    public static final class Then<E, R> {

        private final String question;
        private final Decision<E, R> decision;

        private Then(String question, Decision<E, R> decision) {
            this.question = question;
            this.decision = decision;
        }

        /** Accepted with exactly these events, in this order; with none if none are named. */
        @SafeVarargs
        @SuppressWarnings("varargs") // Only read.
        public final void then(E... expected) {
            is(new Accepted<>(List.of(expected)));
        }

        public void thenRejected(R reason) {
            is(new Rejected<>(reason));
        }

        private void is(Decision<E, R> expected) {
            assertThat(decision).as(question).isEqualTo(expected);
        }
    }
}
