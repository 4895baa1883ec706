/**
 * Customers: who owns accounts. Start at {@link dev.rastro.bank.customer.CustomerDecider}; the face
 * to the outside is {@link dev.rastro.bank.customer.Customers}.
 */
@NullMarked
package dev.rastro.bank.customer;

import org.jspecify.annotations.NullMarked;
