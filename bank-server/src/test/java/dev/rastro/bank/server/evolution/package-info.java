@NullMarked
package dev.rastro.bank.server.evolution;

import org.jspecify.annotations.NullMarked;
