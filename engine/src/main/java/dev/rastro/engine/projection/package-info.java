/** From batches of events to read models, each event exactly once. */
@NullMarked
package dev.rastro.engine.projection;

import org.jspecify.annotations.NullMarked;
