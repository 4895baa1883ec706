/** The documents, run. */
@NullMarked
package dev.rastro.bank.cli.docs;

import org.jspecify.annotations.NullMarked;
