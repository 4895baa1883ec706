/** How long and how many things may be. Depends on nothing. */
@NullMarked
package dev.rastro.bank.limit;

import org.jspecify.annotations.NullMarked;
