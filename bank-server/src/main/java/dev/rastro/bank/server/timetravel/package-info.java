/**
 * The bank at any moment, on two time axes: when something takes effect, and when it was recorded.
 */
@NullMarked
package dev.rastro.bank.server.timetravel;

import org.jspecify.annotations.NullMarked;
