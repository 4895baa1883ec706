/**
 * How we connect to where the ledger lives: a PostgreSQL of our own in a folder, or one that the
 * user brings.
 */
@NullMarked
package dev.rastro.bank.server.database;

import org.jspecify.annotations.NullMarked;
