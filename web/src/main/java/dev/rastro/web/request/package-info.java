/** Strict reading of everything in a request that is not its body. */
@NullMarked
package dev.rastro.web.request;

import org.jspecify.annotations.NullMarked;
