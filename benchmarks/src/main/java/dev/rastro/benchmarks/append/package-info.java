/** Appends to the log itself, beside the fastest and the usual ways to write to PostgreSQL. */
@NullMarked
package dev.rastro.benchmarks.append;

import org.jspecify.annotations.NullMarked;
