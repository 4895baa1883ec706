/** What is measured, and against whom. */
@NullMarked
package dev.rastro.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
