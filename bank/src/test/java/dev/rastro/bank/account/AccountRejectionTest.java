package dev.rastro.bank.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.account.AccountRejection.AccountClosed;
import dev.rastro.bank.account.AccountRejection.AccountExists;
import dev.rastro.bank.account.AccountRejection.AccountNotFound;
import dev.rastro.bank.account.AccountRejection.BalanceNotZero;
import dev.rastro.bank.account.AccountRejection.BalanceOverflow;
import dev.rastro.bank.account.AccountRejection.CurrencyMismatch;
import dev.rastro.bank.account.AccountRejection.CustomerArchived;
import dev.rastro.bank.account.AccountRejection.CustomerNotFound;
import dev.rastro.bank.account.AccountRejection.EffectiveDateInFuture;
import dev.rastro.bank.account.AccountRejection.EntriesPending;
import dev.rastro.bank.account.AccountRejection.ExternalIdTaken;
import dev.rastro.bank.account.AccountRejection.InsufficientFunds;
import dev.rastro.bank.account.AccountRejection.InvalidAmount;
import dev.rastro.bank.account.AccountRejection.SameAccount;
import dev.rastro.bank.money.Money;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AccountRejectionTest {

    private static final Currency EUR = Currency.getInstance("EUR");

    private static final List<AccountRejection> IN_ORDER =
            List.of(
                    new AccountNotFound("a"),
                    new AccountExists("a"),
                    new AccountClosed("a"),
                    new CustomerNotFound("c"),
                    new CustomerArchived("c"),
                    new SameAccount("a"),
                    new InvalidAmount(Money.zero(EUR)),
                    new CurrencyMismatch(EUR, EUR),
                    new EffectiveDateInFuture(LocalDate.MAX, LocalDate.MIN),
                    new ExternalIdTaken("e"),
                    new BalanceOverflow("a"),
                    new InsufficientFunds(Money.zero(EUR)),
                    new EntriesPending("a", LocalDate.MAX),
                    new BalanceNotZero(Money.zero(EUR)));

    @Test
    void of_any_two_reasons_the_one_with_precedence_is_heard() {
        for (int i = 0; i < IN_ORDER.size(); i++) {
            for (int j = i + 1; j < IN_ORDER.size(); j++) {
                var stronger = IN_ORDER.get(i);
                var weaker = IN_ORDER.get(j);
                assertThat(AccountRejection.first(List.of(stronger, weaker))).isEqualTo(stronger);
                assertThat(AccountRejection.first(List.of(weaker, stronger))).isEqualTo(stronger);
            }
        }
    }

    @Test
    void every_reason_has_its_place_in_the_order_and_is_declared_in_it() {
        assertThat(IN_ORDER.stream().map(Object::getClass))
                .containsExactly(AccountRejection.class.getPermittedSubclasses());
    }

    @Test
    void on_a_tie_the_earlier_is_heard() {
        var reasons =
                List.<AccountRejection>of(new AccountNotFound("from"), new AccountNotFound("to"));
        assertThat(AccountRejection.first(reasons)).isEqualTo(new AccountNotFound("from"));
    }
}
