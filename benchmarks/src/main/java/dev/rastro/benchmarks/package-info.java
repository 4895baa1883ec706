/** The command {@code rastro bench}. */
@NullMarked
package dev.rastro.benchmarks;

import org.jspecify.annotations.NullMarked;
