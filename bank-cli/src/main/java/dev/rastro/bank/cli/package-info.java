/** The command line: one class per subcommand. */
@NullMarked
package dev.rastro.bank.cli;

import org.jspecify.annotations.NullMarked;
