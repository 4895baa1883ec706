@NullMarked
package dev.rastro.bank.server.console;

import org.jspecify.annotations.NullMarked;
