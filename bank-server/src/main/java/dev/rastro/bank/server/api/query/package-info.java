/** Questions over HTTP, answered from the read models and the log. */
@NullMarked
package dev.rastro.bank.server.api.query;

import org.jspecify.annotations.NullMarked;
