@NullMarked
package dev.rastro.bank.server.terminal;

import org.jspecify.annotations.NullMarked;
