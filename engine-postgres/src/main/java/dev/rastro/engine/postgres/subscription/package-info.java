/** What readers of the log remember, in a table. */
@NullMarked
package dev.rastro.engine.postgres.subscription;

import org.jspecify.annotations.NullMarked;
