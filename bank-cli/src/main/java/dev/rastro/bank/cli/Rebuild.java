package dev.rastro.bank.cli;

import static dev.rastro.bank.cli.Asking.text;

import tools.jackson.databind.JsonNode;

import java.util.Map;

/** A rebuild, watched to its end. */
final class Rebuild {

    private static final long LOOK_MILLIS = 500;

    private final RunningBank bank;
    private final String path;
    private final Asking asking;

    Rebuild(RunningBank bank, String name, Asking asking) {
        this.bank = bank;
        this.path = "/admin/projections/" + RunningBank.segment(name);
        this.asking = asking;
    }

    int run(boolean compare) {
        long before = generation(bank.get(path, Map.of()));
        var state = bank.post(path + "/rebuild", Map.of("compare", compare));
        var shown = "";
        while (!state.path("rebuild").isNull()) {
            var progress = progress(state.path("rebuild"));
            if (!progress.equals(shown)) {
                asking.err().println(progress);
                asking.err().flush();
                shown = progress;
            }
            pause();
            state = bank.get(path, Map.of());
        }
        return end(before, state);
    }

    private int end(long before, JsonNode state) {
        boolean serves = generation(state) > before;
        int unused =
                asking.show(
                        state,
                        () ->
                                asking.out()
                                        .println(
                                                serves
                                                        ? "generation %d serves"
                                                                .formatted(generation(state))
                                                        : "the new rows differ: generation %d goes"
                                                                        .formatted(before)
                                                                + " on serving"));
        return serves ? Asking.SUCCESS : Asking.FAILURE;
    }

    /** Such as {@code 41 % at position 410000, 98765 events/s, 6 s left}. */
    static String progress(JsonNode rebuild) {
        var left = text(rebuild, "seconds_left");
        return "%s %% at position %s, %s events/s%s"
                .formatted(
                        text(rebuild, "percent"),
                        text(rebuild, "position"),
                        text(rebuild, "rate"),
                        left.isEmpty() ? "" : ", " + left + " s left");
    }

    private static long generation(JsonNode state) {
        return state.path("serving").path("generation").asLong(0);
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException("interrupted; the rebuild goes on", e);
        }
    }
}
