/** The documents, run. */
@NullMarked
package dev.rastro.bank.server.docs;

import org.jspecify.annotations.NullMarked;
