/** A PostgreSQL of our own in a folder, which keeps what it acknowledges. */
@NullMarked
package dev.rastro.embedded;

import org.jspecify.annotations.NullMarked;
