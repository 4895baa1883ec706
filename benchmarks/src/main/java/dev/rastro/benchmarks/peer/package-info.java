/** Event stores of others, on the same PostgreSQL, with the same payload. */
@NullMarked
package dev.rastro.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
