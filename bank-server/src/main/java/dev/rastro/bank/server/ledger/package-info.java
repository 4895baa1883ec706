/** The bank as a whole, in figures: trial balance and analytics. */
@NullMarked
package dev.rastro.bank.server.ledger;

import org.jspecify.annotations.NullMarked;
