package dev.rastro.engine.command;

import dev.rastro.engine.decider.Entity;
import dev.rastro.engine.event.Metadata;

import java.util.Optional;

/** What surrounds a command: who sent it and why, and under which conditions it may happen. */
public record CommandContext<R>(
        Metadata metadata, Optional<Idempotency<R>> idempotency, Optional<Precondition> onlyIf) {

    /** The entity must still have this version. */
    public record Precondition(Entity<?, ?> entity, long version) {}

    public static <R> CommandContext<R> of(Metadata metadata) {
        return new CommandContext<>(metadata, Optional.empty(), Optional.empty());
    }

    public CommandContext<R> once(Idempotency<R> idempotency) {
        return new CommandContext<>(metadata, Optional.of(idempotency), onlyIf);
    }

    public CommandContext<R> onlyIf(Entity<?, ?> entity, long version) {
        return new CommandContext<>(
                metadata, idempotency, Optional.of(new Precondition(entity, version)));
    }
}
