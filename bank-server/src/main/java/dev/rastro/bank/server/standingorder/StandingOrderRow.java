package dev.rastro.bank.server.standingorder;

import dev.rastro.bank.standingorder.Due;
import dev.rastro.bank.standingorder.StandingOrderEvent;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderCancelled;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderCompleted;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderExecuted;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderExecutionFailed;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderScheduled;
import dev.rastro.bank.standingorder.Terms;
import dev.rastro.engine.event.RecordedEvent;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A standing order as readers see it.
 *
 * @param failures how many attempts failed
 * @param lastFailure why the newest of them did
 */
record StandingOrderRow(
        String orderId,
        Terms terms,
        Status status,
        @Nullable Due next,
        long executions,
        long failures,
        @Nullable String lastFailure,
        @Nullable String cancelReason,
        Instant scheduledAt,
        Instant updatedAt,
        long version) {

    /** Whether anything is still to be paid. */
    enum Status {
        ACTIVE,
        CANCELLED,
        COMPLETED
    }

    static StandingOrderRow scheduled(RecordedEvent recorded, StandingOrderScheduled event) {
        return new StandingOrderRow(
                recorded.stream().id(),
                event.terms(),
                Status.ACTIVE,
                event.next(),
                0,
                0,
                null,
                null,
                recorded.recordedAt(),
                recorded.recordedAt(),
                recorded.version());
    }

    StandingOrderRow with(RecordedEvent recorded, StandingOrderEvent event) {
        return switch (event) {
            case StandingOrderScheduled scheduled ->
                    throw new IllegalStateException(recorded.stream() + " was scheduled twice");
            case StandingOrderExecuted executed ->
                    attempted(executions + 1, failures, lastFailure).at(recorded, event, status);
            case StandingOrderExecutionFailed failed ->
                    attempted(executions, failures + 1, failed.reason())
                            .at(recorded, event, status);
            case StandingOrderCancelled(var reason) ->
                    because(reason).at(recorded, event, Status.CANCELLED);
            case StandingOrderCompleted completed -> at(recorded, event, Status.COMPLETED);
        };
    }

    private StandingOrderRow attempted(long paid, long failed, @Nullable String failure) {
        return new StandingOrderRow(
                orderId,
                terms,
                status,
                next,
                paid,
                failed,
                failure,
                cancelReason,
                scheduledAt,
                updatedAt,
                version);
    }

    private StandingOrderRow because(@Nullable String reason) {
        return new StandingOrderRow(
                orderId,
                terms,
                status,
                next,
                executions,
                failures,
                lastFailure,
                reason,
                scheduledAt,
                updatedAt,
                version);
    }

    private StandingOrderRow at(
            RecordedEvent recorded, StandingOrderEvent event, Status newStatus) {
        return new StandingOrderRow(
                orderId,
                terms,
                newStatus,
                event.next(),
                executions,
                failures,
                lastFailure,
                cancelReason,
                scheduledAt,
                recorded.recordedAt(),
                recorded.version());
    }
}
