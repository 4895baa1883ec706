/** The bank as a whole: through the real command handler, on the in-memory store. */
@NullMarked
package dev.rastro.bank;

import org.jspecify.annotations.NullMarked;
