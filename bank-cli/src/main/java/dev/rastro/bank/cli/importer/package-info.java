/**
 * A bank's own records in: three CSV files become customers, accounts and money, over HTTP alone.
 */
@NullMarked
package dev.rastro.bank.cli.importer;

import org.jspecify.annotations.NullMarked;
