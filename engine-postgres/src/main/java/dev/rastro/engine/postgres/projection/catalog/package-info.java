/**
 * What the database knows of projections: their generations, how far each is, what is parked and
 * what is paused. One class per table; how they are run is package {@code projection}.
 */
@NullMarked
package dev.rastro.engine.postgres.projection.catalog;

import org.jspecify.annotations.NullMarked;
