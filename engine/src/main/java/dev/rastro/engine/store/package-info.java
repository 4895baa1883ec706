/**
 * The storage SPI. A new store implements {@link dev.rastro.engine.store.EventStore} and passes its
 * contract, {@code EventStoreContract} in the testkit.
 */
@NullMarked
package dev.rastro.engine.store;

import org.jspecify.annotations.NullMarked;
