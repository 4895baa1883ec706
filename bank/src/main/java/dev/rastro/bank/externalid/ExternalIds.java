package dev.rastro.bank.externalid;

import dev.rastro.bank.limit.Limits;
import dev.rastro.engine.decider.Category;
import dev.rastro.engine.decider.Entity;
import dev.rastro.engine.decider.Evolution;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The kinds of external ids. */
public final class ExternalIds {

    private static final Evolution<ExternalId, ExternalIdClaimed> EVOLUTION = new Claims();

    public static final Category<ExternalId, ExternalIdClaimed> OF_ACCOUNTS =
            new Category<>("account_external_id", EVOLUTION);

    public static final Category<ExternalId, ExternalIdClaimed> OF_CUSTOMERS =
            new Category<>("customer_external_id", EVOLUTION);

    private ExternalIds() {}

    /**
     * An id as it is kept: without blanks at its ends, and in Unicode's composed form (NFC). Ids
     * are equal when these are; upper and lower case differ.
     */
    public static String normal(String id) {
        var stripped = id.strip();
        var composed = Normalizer.normalize(stripped, Normalizer.Form.NFC);
        // A few letters get longer.
        return composed.length() <= Limits.EXTERNAL_ID_LENGTH_MAX ? composed : stripped;
    }

    /**
     * What the streams of an id's claim may be named: as the id is kept, and as it was kept before
     * ids were made equal, namely as it is sent, or with its letters taken apart.
     */
    public static Set<String> spellings(String id) {
        var normal = normal(id);
        var spellings = new LinkedHashSet<>(List.of(normal, id));
        var apart = Normalizer.normalize(normal, Normalizer.Form.NFD);
        if (apart.length() <= Limits.EXTERNAL_ID_LENGTH_MAX) {
            spellings.add(apart);
        }
        return spellings;
    }

    /** The claims of all spellings; a new one is made of the first. */
    public static List<Entity<ExternalId, ExternalIdClaimed>> claims(
            Category<ExternalId, ExternalIdClaimed> kind, String id) {
        return spellings(id).stream().map(kind::entity).toList();
    }

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
