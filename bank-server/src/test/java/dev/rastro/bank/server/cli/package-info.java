@NullMarked
package dev.rastro.bank.server.cli;

import org.jspecify.annotations.NullMarked;
