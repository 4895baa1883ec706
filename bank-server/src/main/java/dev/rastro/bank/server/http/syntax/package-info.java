/** How the parts of HTTP are written that have a grammar of their own. */
@NullMarked
package dev.rastro.bank.server.http.syntax;

import org.jspecify.annotations.NullMarked;
