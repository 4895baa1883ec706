/** What moved on each day, and what the bank holds; the read model of it. */
@NullMarked
package dev.rastro.bank.server.ledger.analytics;

import org.jspecify.annotations.NullMarked;
