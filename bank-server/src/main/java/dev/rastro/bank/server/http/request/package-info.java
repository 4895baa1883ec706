/** What only the bank reads of a request. */
@NullMarked
package dev.rastro.bank.server.http.request;

import org.jspecify.annotations.NullMarked;
