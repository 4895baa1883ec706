package dev.rastro.bank.server.shared.command;

import dev.rastro.bank.account.Timing;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Supplier;

/** Where the ids of new things and the day of today come from. */
public record Tools(InstantSource clock, Supplier<UUID> ids) {

    public LocalDate today() {
        return Timing.dayOf(clock.instant());
    }
}
