package dev.rastro.bank.demo.town;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One thing that happens in the town.
 *
 * @param key the same whenever the same seed is told: what was executed before is not done again
 * @param correlationId shared by all payments of one payroll
 * @param inOrderOf ids of what this must not overtake: commands on them keep their order
 */
public record DemoCommand(
        Instant at,
        UUID key,
        UUID correlationId,
        String actor,
        List<String> inOrderOf,
        Action action) {}
