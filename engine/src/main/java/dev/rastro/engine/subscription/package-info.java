/** Following the log: who waits for which position. */
@NullMarked
package dev.rastro.engine.subscription;

import org.jspecify.annotations.NullMarked;
