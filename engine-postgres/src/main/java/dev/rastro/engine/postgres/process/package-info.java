/** Process managers on PostgreSQL; begins at {@code ProcessHost}. */
@NullMarked
package dev.rastro.engine.postgres.process;

import org.jspecify.annotations.NullMarked;
