/** Who did what, when and why, over all streams. */
@NullMarked
package dev.rastro.bank.server.audit;

import org.jspecify.annotations.NullMarked;
