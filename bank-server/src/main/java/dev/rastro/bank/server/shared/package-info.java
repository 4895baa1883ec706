/** What the capabilities are made from; it calls none of them. */
@NullMarked
package dev.rastro.bank.server.shared;

import org.jspecify.annotations.NullMarked;
