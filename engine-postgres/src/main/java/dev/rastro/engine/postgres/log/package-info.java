/**
 * The log on PostgreSQL. Start at {@link dev.rastro.engine.postgres.log.PostgresEventStore}; the
 * heart is {@code Appender}, one class per statement stands around it.
 */
@NullMarked
package dev.rastro.engine.postgres.log;

import org.jspecify.annotations.NullMarked;
