/** The log itself as clients read it: page by page, live, or as an audit of who did what. */
@NullMarked
package dev.rastro.bank.server.event;

import org.jspecify.annotations.NullMarked;
