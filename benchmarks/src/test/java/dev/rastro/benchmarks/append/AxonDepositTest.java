package dev.rastro.benchmarks.append;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rastro.bank.account.AccountEvent.MoneyDeposited;
import dev.rastro.benchmarks.fixture.Events;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AxonDepositTest {

    private final Events events = new Events();

    @Test
    void axon_stores_the_same_bytes_as_the_bank() throws Exception {
        var ours = events.deposit();
        var event = (MoneyDeposited) events.decode(ours);
        byte[] theirs =
                AxonLog.mapper().writeValueAsBytes(AxonLog.Deposit.of(event.transactionId()));
        assertThat(new String(theirs, UTF_8)).isEqualTo(ours.payload().text());
    }
}
