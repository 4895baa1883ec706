package dev.rastro.bank.account;

import dev.rastro.bank.limit.Limits;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/** What can be asked of one account. */
public sealed interface AccountCommand {

    String accountId();

    /** Changes the balance. */
    sealed interface Movement extends AccountCommand {
        Booking booking();
    }

    record Deposit(String accountId, Booking booking) implements Movement {
        public Deposit {
            Limits.requireId("account id", accountId);
        }
    }

    record Withdraw(String accountId, Booking booking) implements Movement {
        public Withdraw {
            Limits.requireId("account id", accountId);
        }
    }

    /** One side of a transfer; never decided without the other. */
    record Send(String accountId, Counterparty receiver, Booking booking) implements Movement {
        public Send {
            Limits.requireId("account id", accountId);
            Limits.requireId("receiver's account id", receiver.accountId());
        }
    }

    /** One side of a transfer; never decided without the other. */
    record Receive(String accountId, Counterparty sender, Booking booking) implements Movement {
        public Receive {
            Limits.requireId("account id", accountId);
            Limits.requireId("sender's account id", sender.accountId());
        }
    }

    /**
     * @param today the day on which this is asked
     */
    record Close(String accountId, @Nullable String reason, LocalDate today)
            implements AccountCommand {
        public Close {
            Limits.requireId("account id", accountId);
            if (reason != null) {
                Limits.requireText("reason", reason, Limits.DESCRIPTION_LENGTH_MAX);
            }
        }
    }
}
