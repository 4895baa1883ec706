/** From events and deadlines to commands, each with its effect exactly once. */
@NullMarked
package dev.rastro.engine.process;

import org.jspecify.annotations.NullMarked;
