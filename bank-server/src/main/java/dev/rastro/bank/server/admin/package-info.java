/** The machinery as operators see it: health, projections, the store, the demo. */
@NullMarked
package dev.rastro.bank.server.admin;

import org.jspecify.annotations.NullMarked;
