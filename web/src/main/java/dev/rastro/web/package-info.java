/** The thin seam between our handlers and the HTTP server below them. */
@NullMarked
package dev.rastro.web;

import org.jspecify.annotations.NullMarked;
