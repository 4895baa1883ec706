package dev.rastro.engine.postgres.decider;

import dev.rastro.engine.command.CommandContext;
import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.command.Handled;
import dev.rastro.engine.command.TooMuchContentionException;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.postgres.decider.Answers.Answer;
import dev.rastro.engine.postgres.decider.Answers.Order;
import dev.rastro.engine.postgres.decider.Tanks.Add;
import dev.rastro.engine.postgres.decider.Tanks.Pour;
import dev.rastro.engine.postgres.decider.Tanks.TooLittle;
import dev.rastro.engine.store.EventStore;
import dev.rastro.engine.store.StoreException;
import dev.rastro.engine.testkit.InMemorySnapshotStore;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/** Many callers on two nodes, two hot tanks, and caches that forget all the time. */
record Storm(SplittableRandom random) {

    private static final int CALLERS = 12;
    private static final int ORDERS_PER_CALLER = 40;
    private static final int TANKS = 20;

    /** With one state per segment of the cache, and more tanks than segments. */
    private static final CommandHandler.Settings SETTINGS =
            new CommandHandler.Settings(InstantSource.system(), UUID::randomUUID, 1, 3);

    List<String> complaints(EventStore storeHere, EventStore storeThere) throws Exception {
        var snapshots = new InMemorySnapshotStore();
        try (var here = node(storeHere, snapshots);
                var there = node(storeThere, snapshots)) {
            var answers = new ArrayList<Answer>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var callers = new ArrayList<Future<List<Answer>>>();
                for (int i = 0; i < CALLERS; i++) {
                    var node = i % 2 == 0 ? here : there;
                    var choice = random.split();
                    callers.add(threads.submit(() -> call(node, choice)));
                }
                for (var caller : callers) {
                    answers.addAll(caller.get());
                }
            }
            return Answers.complaints(answers, wholeLog(storeHere));
        }
    }

    /** One node hears of what another committed a moment later. */
    private static List<RecordedEvent> wholeLog(EventStore store) {
        var log = store.readAll(0, 1_000_000);
        while (log.size() < store.lastPosition()) {
            log = store.readAll(0, 1_000_000);
        }
        return log;
    }

    private static CommandHandler node(EventStore store, InMemorySnapshotStore snapshots) {
        return new CommandHandler(store, snapshots, Tanks.codecs(), SETTINGS);
    }

    private static List<Answer> call(CommandHandler node, RandomGenerator random) {
        var answers = new ArrayList<Answer>();
        for (int i = 0; i < ORDERS_PER_CALLER; i++) {
            var order = order(random);
            answers.add(new Answer(order, handle(node, order)));
        }
        return answers;
    }

    /** Most orders are for two hot tanks, so that decisions stand on each other. */
    private static Order order(RandomGenerator random) {
        int tank = random.nextInt(4) == 0 ? random.nextInt(TANKS) : random.nextInt(2);
        int to = random.nextInt(TANKS);
        return random.nextBoolean() && to != tank
                ? new Order(UUID.randomUUID(), "" + tank, Optional.of("" + to), 1)
                : new Order(UUID.randomUUID(), "" + tank, Optional.empty(), random.nextInt(-3, 4));
    }

    private static Optional<Handled<TooLittle>> handle(CommandHandler node, Order order) {
        var context = CommandContext.<TooLittle>of(new Metadata(order.id(), order.id(), "test"));
        try {
            return Optional.of(
                    order.to().isPresent()
                            ? node.handle(
                                    Tanks.POUR,
                                    new Pour(order.tank(), order.to().get(), order.amount()),
                                    context)
                            : node.handle(
                                    Tanks.ADD, new Add(order.tank(), order.amount()), context));
        } catch (StoreException | TooMuchContentionException e) {
            return Optional.empty();
        }
    }
}
