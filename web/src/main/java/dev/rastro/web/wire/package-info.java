/** What may happen to connections and to the bytes on them, whatever they mean. */
@NullMarked
package dev.rastro.web.wire;

import org.jspecify.annotations.NullMarked;
