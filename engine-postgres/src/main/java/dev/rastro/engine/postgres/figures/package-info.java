/** How large the store is, and how fast. */
@NullMarked
package dev.rastro.engine.postgres.figures;

import org.jspecify.annotations.NullMarked;
