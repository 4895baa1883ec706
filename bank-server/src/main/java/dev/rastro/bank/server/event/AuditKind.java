package dev.rastro.bank.server.event;

import dev.rastro.engine.event.RecordedEvent;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.UUID;

/** A type of event in a category of streams. */
record AuditKind(String category, String type) {

    /** In which hands that work side by side must write them, not to wait for each other. */
    static final Comparator<AuditKind> ORDER = Comparator.comparingLong(AuditKind::number);

    static AuditKind of(RecordedEvent event) {
        return new AuditKind(event.stream().category(), event.data().type());
    }

    /** Shorter than the names in an index with an entry per event. */
    long number() {
        var name = category + "/" + type;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                .getMostSignificantBits();
    }
}
