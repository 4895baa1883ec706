/** What plain JDBC lacks for set-based SQL. */
@NullMarked
package dev.rastro.engine.postgres.jdbc;

import org.jspecify.annotations.NullMarked;
