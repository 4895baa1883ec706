/** Customers: what can be done, what can be asked, and their read model. */
@NullMarked
package dev.rastro.bank.server.customer;

import org.jspecify.annotations.NullMarked;
