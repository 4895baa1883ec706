/**
 * Where the ledger lives: a PostgreSQL of our own in a folder, or one that the user brings; how we
 * connect to it, and whether it keeps what it acknowledges.
 */
@NullMarked
package dev.rastro.bank.server.database;

import org.jspecify.annotations.NullMarked;
