/** The PostgreSQL below the bank: our own or one that was brought along, and how durable it is. */
@NullMarked
package dev.rastro.bank.server.database;

import org.jspecify.annotations.NullMarked;
