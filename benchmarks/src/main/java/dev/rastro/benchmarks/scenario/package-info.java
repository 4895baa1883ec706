/** The rules, the log and the read models, without HTTP. */
@NullMarked
package dev.rastro.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
