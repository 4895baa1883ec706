package dev.rastro.bank.demo.town;

import dev.rastro.bank.account.AccountCommand;
import dev.rastro.bank.account.CloseAccount;
import dev.rastro.bank.account.OpenAccount;
import dev.rastro.bank.customer.CustomerCommand;
import dev.rastro.bank.standingorder.StandingOrderCommand;
import dev.rastro.bank.transfer.Transfer;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One thing that happens in the town.
 *
 * @param key the same for the same seed: what was executed before is not done again
 * @param correlationId shared by all payments of one payroll
 * @param orderingKeys ids of what this must not overtake: commands on them keep their order
 */
public record DemoCommand(
        Instant at,
        UUID key,
        UUID correlationId,
        String actor,
        List<String> orderingKeys,
        Action action) {

    /** What is asked of the bank. */
    public sealed interface Action {
        record Register(CustomerCommand.RegisterCustomer command) implements Action {}

        record Relocate(CustomerCommand.ChangeAddress command) implements Action {}

        record Archive(CustomerCommand.ArchiveCustomer command) implements Action {}

        record Open(OpenAccount command) implements Action {}

        record Close(CloseAccount command) implements Action {}

        record PayIn(AccountCommand.Deposit command) implements Action {}

        record PayOut(AccountCommand.Withdraw command) implements Action {}

        record Send(Transfer command) implements Action {}

        record Schedule(StandingOrderCommand.ScheduleStandingOrder command) implements Action {}

        record Execute(StandingOrderCommand.ExecuteStandingOrder command) implements Action {}

        record Cancel(StandingOrderCommand.CancelStandingOrder command) implements Action {}
    }
}
