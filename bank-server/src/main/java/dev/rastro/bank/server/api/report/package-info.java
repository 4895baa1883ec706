/** Questions over HTTP about the bank as a whole: its figures, and who did what. */
@NullMarked
package dev.rastro.bank.server.api.report;

import org.jspecify.annotations.NullMarked;
