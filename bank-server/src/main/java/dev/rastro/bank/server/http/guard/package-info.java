/** What keeps pages of other sites from using a visitor's browser against us. */
@NullMarked
package dev.rastro.bank.server.http.guard;

import org.jspecify.annotations.NullMarked;
