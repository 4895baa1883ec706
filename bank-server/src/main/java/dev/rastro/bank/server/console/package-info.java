/** The web console as files: where they come from, and how a browser is told to treat them. */
@NullMarked
package dev.rastro.bank.server.console;

import org.jspecify.annotations.NullMarked;
