/** What people do to the machinery, as events: the log tells it like everything else. */
@NullMarked
package dev.rastro.bank.server.admin.operation;

import org.jspecify.annotations.NullMarked;
