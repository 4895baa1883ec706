/** Following the log: ordered reading from a position, and the remembered place of each reader. */
@NullMarked
package dev.rastro.engine.subscription;

import org.jspecify.annotations.NullMarked;
