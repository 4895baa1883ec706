package dev.rastro.bank.demo.town;

import dev.rastro.bank.account.AccountCommand;
import dev.rastro.bank.account.CloseAccount;
import dev.rastro.bank.account.OpenAccount;
import dev.rastro.bank.customer.CustomerCommand;
import dev.rastro.bank.standingorder.StandingOrderCommand.CancelStandingOrder;
import dev.rastro.bank.standingorder.StandingOrderCommand.ExecuteStandingOrder;
import dev.rastro.bank.standingorder.StandingOrderCommand.ScheduleStandingOrder;
import dev.rastro.bank.standingorder.Terms;
import dev.rastro.bank.transfer.Transfer;

/** What somebody asks of the bank. */
public sealed interface Action {

    record Register(CustomerCommand.RegisterCustomer command) implements Action {}

    record Relocate(CustomerCommand.ChangeAddress command) implements Action {}

    record Archive(CustomerCommand.ArchiveCustomer command) implements Action {}

    record Open(OpenAccount command) implements Action {}

    record Close(CloseAccount command) implements Action {}

    record PayIn(AccountCommand.Deposit command) implements Action {}

    record PayOut(AccountCommand.Withdraw command) implements Action {}

    record Send(Transfer command) implements Action {}

    record Schedule(ScheduleStandingOrder command) implements Action {}

    /** One date of a standing order. */
    record Execute(ExecuteStandingOrder command, Terms terms) implements Action {}

    record Cancel(CancelStandingOrder command) implements Action {}
}
