/** The two axes of time: when something takes effect, and when it is known. */
@NullMarked
package dev.rastro.bank.server.shared.time;

import org.jspecify.annotations.NullMarked;
