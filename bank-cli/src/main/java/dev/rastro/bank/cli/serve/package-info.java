/** What surrounds the bank while it serves: its start, its end, and what both find. */
@NullMarked
package dev.rastro.bank.cli.serve;

import org.jspecify.annotations.NullMarked;
