/** The bank as a server: command line, configuration, and the place where everything is wired. */
@NullMarked
package dev.rastro.bank.server;

import org.jspecify.annotations.NullMarked;
