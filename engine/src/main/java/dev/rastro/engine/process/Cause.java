package dev.rastro.engine.process;

import dev.rastro.engine.command.CommandContext;
import dev.rastro.engine.command.Idempotency;
import dev.rastro.engine.event.Digest;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.event.RecordedEvent;

import java.util.UUID;

/**
 * Why a process sends commands: it saw an event, or the deadline that an event set has come. An
 * event sets one deadline at most, so its id stands for both.
 */
public record Cause(String process, Kind kind, RecordedEvent event) {

    private static final Payload ACCEPTED = Payload.ofText("accepted");

    /** What made the process act. */
    public enum Kind {
        EVENT,
        DEADLINE
    }

    /**
     * The context of one command, the same however often the process comes here again: so the
     * command is executed once.
     *
     * @param name tells apart the commands that follow from one cause
     */
    public <R> CommandContext<R> command(String name) {
        var key = key(name);
        return CommandContext.<R>of(
                        new Metadata(
                                event.data().metadata().correlationId(),
                                event.data().id(),
                                "process " + process))
                .once(
                        new Idempotency<>(
                                key,
                                key,
                                after -> ACCEPTED,
                                reason -> Payload.ofText("rejected: " + reason)));
    }

    private UUID key(String name) {
        return Digest.of("rastro process 1")
                .add(process)
                .add(kind.name())
                .add(event.data().id().toString())
                .add(name)
                .uuid();
    }
}
