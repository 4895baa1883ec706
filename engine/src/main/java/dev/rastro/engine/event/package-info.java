/**
 * Facts: what an event is before and after it is recorded, and where it stands. Depends on nothing.
 */
@NullMarked
package dev.rastro.engine.event;

import org.jspecify.annotations.NullMarked;
