/** Runs projections: rows and checkpoint in one transaction. */
@NullMarked
package dev.rastro.engine.postgres.projection;

import org.jspecify.annotations.NullMarked;
