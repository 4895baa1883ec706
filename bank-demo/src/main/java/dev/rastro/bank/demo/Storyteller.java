package dev.rastro.bank.demo;

import dev.rastro.bank.demo.town.Action;
import dev.rastro.bank.demo.town.DemoCommand;
import dev.rastro.engine.store.EventStore;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Tells the year to the bank, or the rest of it. */
final class Storyteller {

    /** More would be recorded at the same instant, and look it. */
    private static final int AT_ONCE_MAX = 48;

    private final EventStore store;
    private final Desk desk;
    private final Consumer<Instant> clock;
    private final BooleanSupplier stopped;

    private @Nullable DemoCommand held;
    private int told;

    /**
     * @param clock told of the time that it is in the story
     */
    Storyteller(EventStore store, Desk desk, Consumer<Instant> clock, BooleanSupplier stopped) {
        this.store = store;
        this.desk = desk;
        this.clock = clock;
        this.stopped = stopped;
    }

    /**
     * Told twice it happens once, because every command has its key.
     *
     * @return how many commands were told; 0 if the bank knew the year already
     */
    int tell(DemoMark mark, UnaryOperator<DemoCommand> form) {
        if (store.findReceipt(mark.lastKey()).isPresent()) {
            return 0;
        }
        try (var queues = new Queues(AT_ONCE_MAX)) {
            mark.town().tellYear(next -> tell(queues, form.apply(next)));
            queues.finish();
        }
        // After all others: the last one says that nothing is missing.
        if (held != null && !stopped.getAsBoolean()) {
            clock.accept(held.at());
            serve(held);
            told++;
        }
        return told;
    }

    private void tell(Queues queues, DemoCommand next) {
        var command = held;
        held = next;
        if (command == null || stopped.getAsBoolean()) {
            return;
        }
        clock.accept(command.at());
        queues.submit(command.inOrderOf(), () -> serve(command));
        // The mark is the first event; nothing overtakes an opening, since commands do not wait for
        // those on busy accounts; and a day's business is done before the next begins.
        if (told++ == 0
                || command.action() instanceof Action.Open
                || !day(command).equals(day(next))) {
            queues.finish();
        }
    }

    private static LocalDate day(DemoCommand command) {
        return LocalDate.ofInstant(command.at(), ZoneOffset.UTC);
    }

    private void serve(DemoCommand command) {
        var unused = desk.serve(command);
    }
}
