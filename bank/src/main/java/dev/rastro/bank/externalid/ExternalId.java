package dev.rastro.bank.externalid;

import org.jspecify.annotations.Nullable;

/**
 * Whose an external id is.
 *
 * @param entityId null while nobody has claimed it
 */
public record ExternalId(@Nullable String entityId) {

    public boolean isTaken() {
        return entityId != null;
    }
}
