/** The accounts' read model: the tables, what fills them, what reads them. */
@NullMarked
package dev.rastro.bank.server.account.readmodel;

import org.jspecify.annotations.NullMarked;
