package dev.rastro.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.engine.decider.Change;
import dev.rastro.engine.decider.Decision;
import dev.rastro.engine.decider.Decision.Accepted;
import dev.rastro.engine.decider.Decision.Rejected;
import dev.rastro.engine.decider.Entity;
import dev.rastro.engine.decider.JointDecider;
import dev.rastro.engine.decider.States;
import dev.rastro.engine.event.StreamName;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Given these events of each entity, when this command, then this decision. Holds a decider to its
 * word: it sees and changes only what it named. Never changes: may be shared.
 */
public final class JointDeciderSpec<C, R> {

    private record Known(Object state, long version) {}

    private final JointDecider<C, R> decider;
    private final Map<StreamName, Known> known;

    public JointDeciderSpec(JointDecider<C, R> decider) {
        this(decider, Map.of());
    }

    private JointDeciderSpec(JointDecider<C, R> decider, Map<StreamName, Known> known) {
        this.decider = decider;
        this.known = known;
    }

    /** This history of one entity, after the one given before. Entities not given have none. */
    @SafeVarargs
    public final <S, E> JointDeciderSpec<C, R> given(Entity<S, E> entity, E... history) {
        S state = stateOf(entity);
        for (E event : history) {
            state = entity.category().evolution().evolve(state, event);
        }
        var more = new HashMap<>(known);
        more.put(entity.stream(), new Known(state, versionOf(entity) + history.length));
        return new JointDeciderSpec<>(decider, more);
    }

    public Then<R> when(C command) {
        var named = new HashSet<StreamName>();
        decider.entities(command).forEach(entity -> named.add(entity.stream()));
        var decision = decider.decide(command, new Named(named));
        return new Then<>("%s, given %s".formatted(command, known), named, decision);
    }

    @SuppressWarnings("unchecked") // given() keeps for each stream a state of its own type.
    private <S> S stateOf(Entity<S, ?> entity) {
        var given = known.get(entity.stream());
        return given == null ? entity.category().evolution().initialState() : (S) given.state();
    }

    private long versionOf(Entity<?, ?> entity) {
        var given = known.get(entity.stream());
        return given == null ? 0 : given.version();
    }

    private final class Named implements States {

        private final Set<StreamName> names;

        Named(Set<StreamName> names) {
            this.names = names;
        }

        @Override
        public <S> S of(Entity<S, ?> entity) {
            requireNamed(entity);
            return stateOf(entity);
        }

        @Override
        public long versionOf(Entity<?, ?> entity) {
            requireNamed(entity);
            return JointDeciderSpec.this.versionOf(entity);
        }

        private void requireNamed(Entity<?, ?> entity) {
            if (!names.contains(entity.stream())) {
                throw new IllegalArgumentException(
                        entity.stream() + " was not named by the decision");
            }
        }
    }

    /** What was decided, to be compared with what should have been. */
    public static final class Then<R> {

        private final String question;
        private final Set<StreamName> named;
        private final Decision<Change<?>, R> decision;

        private Then(String question, Set<StreamName> named, Decision<Change<?>, R> decision) {
            this.question = question;
            this.named = named;
            this.decision = decision;
        }

        /** Accepted with exactly these changes, in this order; with none if none are listed. */
        public void then(Change<?>... expected) {
            is(new Accepted<>(List.of(expected)));
            for (var change : expected) {
                assertThat(named).as(question).contains(change.entity().stream());
            }
        }

        public void thenRejected(R reason) {
            is(new Rejected<>(reason));
        }

        private void is(Decision<Change<?>, R> expected) {
            assertThat(decision).as(question).isEqualTo(expected);
        }
    }
}
