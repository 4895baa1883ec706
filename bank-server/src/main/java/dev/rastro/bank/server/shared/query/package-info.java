/** Questions over HTTP: pages, and how fresh an answer is. */
@NullMarked
package dev.rastro.bank.server.shared.query;

import org.jspecify.annotations.NullMarked;
