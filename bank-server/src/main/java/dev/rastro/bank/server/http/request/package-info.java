/** Strict reading of everything in a request that is not its body. */
@NullMarked
package dev.rastro.bank.server.http.request;

import org.jspecify.annotations.NullMarked;
