package dev.rastro.bank.externalid;

/** The external id that the stream is named after belongs to this entity, for ever. */
public record ExternalIdClaimed(String entityId) {}
