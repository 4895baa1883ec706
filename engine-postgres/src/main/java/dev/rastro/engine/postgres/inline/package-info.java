/** Rows that are written with the events themselves. */
@NullMarked
package dev.rastro.engine.postgres.inline;

import org.jspecify.annotations.NullMarked;
