/**
 * Read models in SQL tables: how they are derived from the log, and how they are asked. Anything
 * here can be thrown away and made again.
 */
@NullMarked
package dev.rastro.bank.server.readmodel;

import org.jspecify.annotations.NullMarked;
