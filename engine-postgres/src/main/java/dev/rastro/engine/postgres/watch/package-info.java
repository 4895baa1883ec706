/** How a process learns what others have appended. */
@NullMarked
package dev.rastro.engine.postgres.watch;

import org.jspecify.annotations.NullMarked;
