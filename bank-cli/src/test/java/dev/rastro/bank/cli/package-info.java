@NullMarked
package dev.rastro.bank.cli;

import org.jspecify.annotations.NullMarked;
