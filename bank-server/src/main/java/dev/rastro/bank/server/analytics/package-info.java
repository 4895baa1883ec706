/** What moved through the bank day by day, and how it is spread over the accounts. */
@NullMarked
package dev.rastro.bank.server.analytics;

import org.jspecify.annotations.NullMarked;
