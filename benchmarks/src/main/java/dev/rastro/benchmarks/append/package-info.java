/** Appends to the log, beside other ways to write to PostgreSQL, and event stores of others. */
@NullMarked
package dev.rastro.benchmarks.append;

import org.jspecify.annotations.NullMarked;
