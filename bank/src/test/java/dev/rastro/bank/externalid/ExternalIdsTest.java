package dev.rastro.bank.externalid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ExternalIdsTest {

    private final ExternalId unclaimed = ExternalIds.OF_ACCOUNTS.evolution().initialState();

    @Test
    void an_id_is_free_until_it_is_claimed() {
        assertThat(unclaimed.isTaken()).isFalse();
        assertThat(claim(unclaimed, "1")).isEqualTo(new ExternalId("1"));
        assertThat(claim(unclaimed, "1").isTaken()).isTrue();
    }

    @Test
    void a_second_claim_can_only_be_a_corrupt_stream() {
        assertThatIllegalStateException().isThrownBy(() -> claim(claim(unclaimed, "1"), "2"));
    }

    @Test
    void accounts_and_customers_may_have_the_same_external_id() {
        assertThat(ExternalIds.OF_ACCOUNTS.entity("7").stream())
                .isNotEqualTo(ExternalIds.OF_CUSTOMERS.entity("7").stream());
    }

    private static ExternalId claim(ExternalId state, String entityId) {
        return ExternalIds.OF_ACCOUNTS.evolution().evolve(state, new ExternalIdClaimed(entityId));
    }
}
