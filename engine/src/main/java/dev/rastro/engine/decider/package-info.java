/**
 * Decisions: pure functions from a command and a state to events, and the loop that records them.
 * Start at {@link dev.rastro.engine.decider.Decider}, then {@link
 * dev.rastro.engine.decider.CommandHandler}.
 */
@NullMarked
package dev.rastro.engine.decider;

import org.jspecify.annotations.NullMarked;
