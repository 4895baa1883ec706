package dev.rastro.bank.server.admin.operation;

import dev.rastro.engine.decider.Category;
import dev.rastro.engine.decider.Evolution;

/** What was done to a projection by hand; its stream has the projection's name. */
public sealed interface ProjectionOperation {

    /**
     * An event was left out of the tables that served, because it could not be applied.
     *
     * @param generation of those tables; others may have the event
     * @param stream of the event, such as {@code account-42}
     * @param reason as the operator gave it
     */
    record ParkedEventSkipped(
            String projection,
            int generation,
            String stream,
            long version,
            long position,
            String reason)
            implements ProjectionOperation {}

    /** No rule looks back on what was done. */
    record NoState() {}

    Category<NoState, ProjectionOperation> CATEGORY =
            new Category<>(
                    "projection_operation",
                    new Evolution<>() {
                        @Override
                        public NoState initialState() {
                            return new NoState();
                        }

                        @Override
                        public NoState evolve(NoState state, ProjectionOperation event) {
                            return state;
                        }
                    });
}
