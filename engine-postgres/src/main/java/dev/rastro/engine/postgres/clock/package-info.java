/** Which time it is, by more than one clock. */
@NullMarked
package dev.rastro.engine.postgres.clock;

import org.jspecify.annotations.NullMarked;
