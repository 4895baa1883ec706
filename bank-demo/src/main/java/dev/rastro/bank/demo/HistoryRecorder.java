package dev.rastro.bank.demo;

import dev.rastro.bank.account.Timing;
import dev.rastro.bank.demo.town.DemoCommand;
import dev.rastro.bank.demo.town.DemoCommand.Action;
import dev.rastro.engine.store.EventStore;

import java.time.Instant;
import java.time.LocalDate;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Executes a year's commands, or those of them that are missing. */
final class HistoryRecorder {

    /** More would be recorded at the same instant, and look it. */
    private static final int PARALLEL_MAX = 48;

    private final EventStore store;
    private final CommandDispatcher bank;
    private final BooleanSupplier stopped;

    private LocalDate day = LocalDate.MIN;
    private int executed;

    HistoryRecorder(EventStore store, CommandDispatcher bank, BooleanSupplier stopped) {
        this.store = store;
        this.bank = bank;
        this.stopped = stopped;
    }

    /**
     * Recorded twice it happens once, because every command has its key.
     *
     * @param clock set to the time of each command
     * @return how many commands were executed; 0 if the year was complete
     */
    int record(DemoYear year, Consumer<Instant> clock) {
        if (store.findReceipt(year.lastKey()).isPresent()) {
            return 0;
        }
        try (var executor = new OrderedExecutor(PARALLEL_MAX)) {
            year.town()
                    .simulateYear(command -> {
                        // After all others: the last one says that nothing is missing.
                        boolean last = command.key().equals(year.lastKey());
                        if (last || !Timing.dayOf(command.at()).equals(day)) {
                            executor.awaitAll();
                        }
                        if (!stopped.getAsBoolean()) {
                            clock.accept(command.at());
                            submit(executor, command);
                        }
                    });
            executor.awaitAll();
        }
        return executed;
    }

    private void submit(OrderedExecutor executor, DemoCommand command) {
        day = Timing.dayOf(command.at());
        executor.submit(command.orderingKeys(), () -> bank.execute(command));
        // The year's description is in the first event; and nothing overtakes an opening, since
        // commands do not wait for those on busy accounts.
        if (executed++ == 0 || command.action() instanceof Action.Open) {
            executor.awaitAll();
        }
    }
}
