/**
 * The REST surface. What changes something is in {@code command}, what only asks in {@code query}.
 */
@NullMarked
package dev.rastro.bank.server.api;

import org.jspecify.annotations.NullMarked;
