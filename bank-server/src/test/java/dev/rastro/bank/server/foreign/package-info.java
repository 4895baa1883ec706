/** The API's document, as tools that we did not write see it. */
@NullMarked
package dev.rastro.bank.server.foreign;

import org.jspecify.annotations.NullMarked;
