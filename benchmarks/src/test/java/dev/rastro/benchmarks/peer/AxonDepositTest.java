package dev.rastro.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rastro.bank.account.AccountEvent.MoneyDeposited;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AxonDepositTest {

    private final Deposits deposits = new Deposits();

    @Test
    void axon_stores_the_same_bytes_as_the_bank() throws Exception {
        var ours = deposits.next();
        var event = (MoneyDeposited) deposits.decode(ours);
        byte[] theirs = AxonPeer.mapper().writeValueAsBytes(AxonDeposit.of(event.transactionId()));
        assertThat(new String(theirs, UTF_8)).isEqualTo(ours.payload().text());
    }
}
