package dev.rastro.engine.postgres.decider;

import static dev.rastro.engine.postgres.decider.Tanks.TANK;

import dev.rastro.engine.command.Handled;
import dev.rastro.engine.decider.States;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.postgres.decider.Tanks.TooLittle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Holds what callers were answered against what the log says. */
final class Answers {

    /** Adds to a tank, or, with {@code to}, pours from it into that one. */
    record Order(UUID id, String tank, Optional<String> to, int amount) {

        int eventCount() {
            return to.isPresent() ? 2 : 1;
        }
    }

    /**
     * @param handled empty if the store did not say
     */
    record Answer(Order order, Optional<Handled<TooLittle>> handled) {}

    private final List<RecordedEvent> log;
    private final Map<UUID, List<RecordedEvent>> byOrder = new HashMap<>();
    private final List<String> complaints = new ArrayList<>();

    private Answers(List<RecordedEvent> log) {
        this.log = log;
        for (var event : log) {
            byOrder.computeIfAbsent(
                            event.data().metadata().correlationId(), id -> new ArrayList<>())
                    .add(event);
        }
    }

    static List<String> complaints(List<Answer> answers, List<RecordedEvent> log) {
        var judge = new Answers(log);
        answers.forEach(judge::hear);
        log.forEach(judge::look);
        return judge.complaints;
    }

    private void look(RecordedEvent event) {
        if (levelAt(event.stream().id(), event.position()) < 0) {
            complaints.add("below zero at " + event);
        }
    }

    private void hear(Answer answer) {
        var order = answer.order();
        var events = byOrder.getOrDefault(order.id(), List.of());
        if (answer.handled().isEmpty()) {
            if (!events.isEmpty() && events.size() != order.eventCount()) {
                complaints.add("half of " + order);
            }
            return;
        }
        switch (answer.handled().get()) {
            case Handled.Accepted<TooLittle>(var after, long position, var encoded) ->
                    accepted(order, after, position, events);
            case Handled.Rejected<TooLittle>(var reason, long position, var encoded) ->
                    rejected(order, reason, position, events);
            default -> complaints.add("neither a precondition nor a key was given: " + answer);
        }
    }

    private void accepted(Order order, States after, long position, List<RecordedEvent> events) {
        if (events.size() != order.eventCount() || events.getLast().position() != position) {
            complaints.add("%s at %d is %s".formatted(order, position, events));
            return;
        }
        checkLevel(order, after, position, order.tank());
        order.to().ifPresent(to -> checkLevel(order, after, position, to));
    }

    private void checkLevel(Order order, States after, long position, String tank) {
        int reported = after.of(TANK.entity(tank));
        if (reported != levelAt(tank, position)) {
            complaints.add("%s was told that %s has %d".formatted(order, tank, reported));
        }
    }

    private void rejected(
            Order order, TooLittle reason, long position, List<RecordedEvent> events) {
        if (!events.isEmpty()) {
            complaints.add("%s was refused and happened".formatted(order));
        }
        if (reason.level() != levelAt(order.tank(), position)) {
            complaints.add(
                    "%s was refused for %d, but there were %d"
                            .formatted(order, reason.level(), levelAt(order.tank(), position)));
        }
    }

    private int levelAt(String tank, long position) {
        return log.stream()
                .limit(position)
                .filter(event -> event.stream().id().equals(tank))
                .mapToInt(event -> Integer.parseInt(event.data().payload().text()))
                .sum();
    }
}
