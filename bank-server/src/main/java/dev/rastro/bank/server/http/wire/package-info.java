/** What may happen to connections and to the bytes on them, whatever they mean. */
@NullMarked
package dev.rastro.bank.server.http.wire;

import org.jspecify.annotations.NullMarked;
