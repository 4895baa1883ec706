/**
 * From batches of events to read models, each event exactly once: rows and checkpoint in one
 * transaction. What an application writes is a {@link
 * dev.rastro.engine.postgres.projection.Projection}; a {@link
 * dev.rastro.engine.postgres.projection.ProjectionHost} runs it.
 */
@NullMarked
package dev.rastro.engine.postgres.projection;

import org.jspecify.annotations.NullMarked;
