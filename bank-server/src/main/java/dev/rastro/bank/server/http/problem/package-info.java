/** What the bank refuses over HTTP, with stable codes. */
@NullMarked
package dev.rastro.bank.server.http.problem;

import org.jspecify.annotations.NullMarked;
