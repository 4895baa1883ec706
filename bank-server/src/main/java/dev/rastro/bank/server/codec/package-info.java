/**
 * How the bank's events and states are stored: the only place that knows stored names, schema
 * versions and upcasters.
 */
@NullMarked
package dev.rastro.bank.server.codec;

import org.jspecify.annotations.NullMarked;
