/** What people see of what the program prints. All output of the command line goes through it. */
@NullMarked
package dev.rastro.bank.cli.terminal;

import org.jspecify.annotations.NullMarked;
