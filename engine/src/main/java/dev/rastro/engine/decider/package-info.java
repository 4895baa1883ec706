/**
 * Decisions: pure functions from a command and a state to events. Start at {@link
 * dev.rastro.engine.decider.Decider}; package {@code command} executes them.
 */
@NullMarked
package dev.rastro.engine.decider;

import org.jspecify.annotations.NullMarked;
