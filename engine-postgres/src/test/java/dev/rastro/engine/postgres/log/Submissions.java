package dev.rastro.engine.postgres.log;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.store.AppendResult;
import dev.rastro.engine.store.AppendResult.Appended;
import dev.rastro.engine.store.StoreBusyException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Holds what clients of an append queue were told against what the log says. */
final class Submissions {

    /** For all together: whoever waits for a queue that is closed has been answered. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /**
     * The n-th append of a client; its events bear both as their actor.
     *
     * @param result failed if it was refused at once
     */
    record Submission(int client, int number, int events, CompletableFuture<AppendResult> result) {

        String actor() {
            return client + "/" + number;
        }
    }

    private final long end = System.nanoTime() + PATIENCE_NANOS;
    private final Map<String, List<RecordedEvent>> byActor = new HashMap<>();
    private final Map<Integer, Long> lastOfClient = new HashMap<>();
    private final List<String> complaints = new ArrayList<>();
    private int written;

    /**
     * @param submissions each client's in the order in which it submitted them
     */
    static List<String> complaints(List<Submission> submissions, List<RecordedEvent> log)
            throws InterruptedException {
        var judge = new Submissions();
        for (var event : log) {
            judge.byActor
                    .computeIfAbsent(event.data().metadata().actor(), it -> new ArrayList<>())
                    .add(event);
        }
        for (var submission : submissions) {
            judge.hear(submission);
        }
        if (judge.complaints.isEmpty() && judge.written != log.size()) {
            judge.complaints.add("%d of %d were asked for".formatted(judge.written, log.size()));
        }
        return judge.complaints;
    }

    private void hear(Submission submission) throws InterruptedException {
        var events = byActor.getOrDefault(submission.actor(), List.of());
        try {
            var result =
                    submission
                            .result()
                            .get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (result instanceof Appended(long position, var versions)) {
                appended(submission, position, events);
            } else {
                complaints.add(submission + " met " + result);
            }
        } catch (TimeoutException e) {
            complaints.add(submission + " is not answered");
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof StoreBusyException)) {
                complaints.add(submission + " failed: " + e.getCause());
            } else if (!events.isEmpty()) {
                complaints.add(submission + " was refused and happened");
            }
        }
    }

    private void appended(Submission submission, long position, List<RecordedEvent> events) {
        written += events.size();
        if (events.size() != submission.events()
                || events.getLast().position() != position
                || events.getFirst().position() != position - events.size() + 1) {
            complaints.add("%s at %d is %s".formatted(submission, position, events));
        }
        Long before = lastOfClient.put(submission.client(), position);
        if (before != null && before > position) {
            complaints.add(submission + " was overtaken");
        }
    }
}
