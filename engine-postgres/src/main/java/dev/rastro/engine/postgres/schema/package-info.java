/** The database schema, as numbered SQL files and the code that applies them. */
@NullMarked
package dev.rastro.engine.postgres.schema;

import org.jspecify.annotations.NullMarked;
