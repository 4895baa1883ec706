/**
 * Transfers that are paid again and again. Start at {@link
 * dev.rastro.bank.standingorder.StandingOrder}; the face to the outside is {@link
 * dev.rastro.bank.standingorder.StandingOrders}.
 */
@NullMarked
package dev.rastro.bank.standingorder;

import org.jspecify.annotations.NullMarked;
