package dev.rastro.bank.externalid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.rastro.bank.limit.Limits;

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

    @Test
    void ids_are_equal_without_blanks_at_their_ends_and_composed() {
        assertThat(ExternalIds.normal(" re\u0301f 1\t")).isEqualTo("r\u00e9f 1");
        assertThat(ExternalIds.normal("R\u00e9f")).isNotEqualTo(ExternalIds.normal("r\u00e9f"));
    }

    @Test
    void an_id_that_would_become_too_long_is_kept_as_it_is() {
        var longest = "\uFB2C".repeat(Limits.EXTERNAL_ID_LENGTH_MAX);

        assertThat(ExternalIds.normal(longest)).isEqualTo(longest);
        assertThat(ExternalIds.spellings(longest)).containsExactly(longest);
    }

    @Test
    void an_id_may_have_been_claimed_as_it_was_sent_or_taken_apart() {
        assertThat(ExternalIds.spellings(" r\u00e9f"))
                .containsExactly("r\u00e9f", " r\u00e9f", "re\u0301f");
        assertThat(ExternalIds.spellings("plain")).containsExactly("plain");
    }

    private static ExternalId claim(ExternalId state, String entityId) {
        return ExternalIds.OF_ACCOUNTS.evolution().evolve(state, new ExternalIdClaimed(entityId));
    }
}
