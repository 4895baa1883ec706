/** Snapshots of states in a table. */
@NullMarked
package dev.rastro.engine.postgres.snapshot;

import org.jspecify.annotations.NullMarked;
