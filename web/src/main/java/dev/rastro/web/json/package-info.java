/** Strict reading of JSON bodies, and one way of writing them. */
@NullMarked
package dev.rastro.web.json;

import org.jspecify.annotations.NullMarked;
