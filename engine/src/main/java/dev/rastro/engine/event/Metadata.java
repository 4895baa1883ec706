package dev.rastro.engine.event;

import java.util.UUID;

/**
 * Why an event is there and who made it so.
 *
 * @param correlationId shared by everything that one cause outside the system set going
 * @param causationId the command, or the event, that directly led to this one
 * @param actor who sent the command; at most {@value #ACTOR_LENGTH_MAX} characters
 */
public record Metadata(UUID correlationId, UUID causationId, String actor) {

    public static final int ACTOR_LENGTH_MAX = 200;

    public Metadata {
        StorableText.require("actor", actor, ACTOR_LENGTH_MAX);
    }
}
