package dev.rastro.bank.server.shared.time;

import dev.rastro.engine.event.RecordedEvent;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.ZoneOffset;

/** When an event takes effect: on the day that it names, or else on the one of its recording. */
public final class EffectiveDay {

    private EffectiveDay() {}

    /**
     * @param named the event's own effective date
     */
    public static LocalDate of(RecordedEvent recorded, @Nullable LocalDate named) {
        return named != null ? named : recorded.recordedAt().atZone(ZoneOffset.UTC).toLocalDate();
    }
}
