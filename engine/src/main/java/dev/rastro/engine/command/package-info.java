/**
 * From a command to its answer: load, decide, record, each command once. Start at {@link
 * dev.rastro.engine.command.CommandHandler}; what it keeps in memory, and how that is locked, is
 * nobody else's business.
 */
@NullMarked
package dev.rastro.engine.command;

import org.jspecify.annotations.NullMarked;
