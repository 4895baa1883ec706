package dev.rastro.engine.decider;

import java.util.List;
import java.util.function.Function;

/**
 * A decision that looks at several entities and may change each of them: all its events are
 * recorded or none, and only if none of the entities has changed meanwhile. Pure, like a {@link
 * Decider}.
 *
 * @param <C> command
 * @param <R> reason for a rejection
 */
public interface JointDecider<C, R> {

    /** Every entity that {@link #decide} looks at or changes; an entity named twice counts once. */
    List<Entity<?, ?>> entities(C command);

    Decision<Change<?>, R> decide(C command, States states);

    /** The decider of one entity, in the form of a joint one. */
    static <C, S, E, R> JointDecider<C, R> of(
            Category<S, E> category, Decider<C, S, E, R> decider, Function<C, String> idOf) {
        return new JointDecider<>() {
            @Override
            public List<Entity<?, ?>> entities(C command) {
                return List.of(category.entity(idOf.apply(command)));
            }

            @Override
            public Decision<Change<?>, R> decide(C command, States states) {
                var entity = category.entity(idOf.apply(command));
                return decider.decide(command, states.of(entity))
                        .map(event -> new Change<>(entity, event));
            }
        };
    }
}
