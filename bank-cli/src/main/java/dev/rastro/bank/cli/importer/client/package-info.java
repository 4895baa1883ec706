/** A bank that is asked from outside, with patience. */
@NullMarked
package dev.rastro.bank.cli.importer.client;

import org.jspecify.annotations.NullMarked;
