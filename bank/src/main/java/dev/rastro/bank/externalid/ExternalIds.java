package dev.rastro.bank.externalid;

import dev.rastro.engine.decider.Category;
import dev.rastro.engine.decider.Evolution;

/** The kinds of external ids. */
public final class ExternalIds {

    private static final Evolution<ExternalId, ExternalIdClaimed> EVOLUTION = new Claims();

    public static final Category<ExternalId, ExternalIdClaimed> OF_ACCOUNTS =
            new Category<>("account_external_id", EVOLUTION);

    public static final Category<ExternalId, ExternalIdClaimed> OF_CUSTOMERS =
            new Category<>("customer_external_id", EVOLUTION);

    private ExternalIds() {}

    private static final class Claims implements Evolution<ExternalId, ExternalIdClaimed> {

        @Override
        public ExternalId initialState() {
            return new ExternalId(null);
        }

        @Override
        public ExternalId evolve(ExternalId state, ExternalIdClaimed event) {
            if (state.isTaken()) {
                throw new IllegalStateException(
                        "claimed twice: by %s, then by %s".formatted(state, event));
            }
            return new ExternalId(event.entityId());
        }
    }
}
