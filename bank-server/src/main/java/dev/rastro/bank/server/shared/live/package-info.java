/** The log as it grows, for clients that follow it. */
@NullMarked
package dev.rastro.bank.server.shared.live;

import org.jspecify.annotations.NullMarked;
