/** How long it takes to know a stream, and what becomes of a log that has grown. */
@NullMarked
package dev.rastro.benchmarks.load;

import org.jspecify.annotations.NullMarked;
