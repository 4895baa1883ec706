/** Strict reading of JSON bodies, and one way of writing them. */
@NullMarked
package dev.rastro.bank.server.http.json;

import org.jspecify.annotations.NullMarked;
