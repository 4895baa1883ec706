package dev.rastro.bank.standingorder;

import dev.rastro.bank.limit.Limits;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.UUID;

/** What can be asked of a standing order. */
public sealed interface StandingOrderCommand {

    String orderId();

    /**
     * @param today the day on which this is asked
     */
    record ScheduleStandingOrder(String orderId, Terms terms, LocalDate today)
            implements StandingOrderCommand {
        public ScheduleStandingOrder {
            Limits.requireId("standing order id", orderId);
            Limits.requireId("sender's account id", terms.fromAccountId());
            Limits.requireId("receiver's account id", terms.toAccountId());
            Limits.requireText("description", terms.description(), Limits.DESCRIPTION_LENGTH_MAX);
        }
    }

    /**
     * Pays one date, or records why not.
     *
     * @param transactionId of the transfer, if there is one
     * @param today the day on which this is asked
     */
    record ExecuteStandingOrder(
            String orderId, LocalDate dueDate, int attempt, UUID transactionId, LocalDate today)
            implements StandingOrderCommand {
        public ExecuteStandingOrder {
            Limits.requireId("standing order id", orderId);
        }
    }

    record CancelStandingOrder(String orderId, @Nullable String reason)
            implements StandingOrderCommand {
        public CancelStandingOrder {
            Limits.requireId("standing order id", orderId);
            if (reason != null) {
                Limits.requireText("reason", reason, Limits.DESCRIPTION_LENGTH_MAX);
            }
        }
    }
}
