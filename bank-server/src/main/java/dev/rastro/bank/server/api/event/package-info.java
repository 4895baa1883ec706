/** The log itself as clients read it: page by page, or live. */
@NullMarked
package dev.rastro.bank.server.api.event;

import org.jspecify.annotations.NullMarked;
