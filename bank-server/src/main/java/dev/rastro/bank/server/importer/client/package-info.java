/** A bank that is asked from outside, with patience. */
@NullMarked
package dev.rastro.bank.server.importer.client;

import org.jspecify.annotations.NullMarked;
