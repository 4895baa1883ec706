@NullMarked
package dev.rastro.bank.cli.terminal;

import org.jspecify.annotations.NullMarked;
