/** Commands over HTTP: read strictly, executed once, answered when durable. */
@NullMarked
package dev.rastro.bank.server.shared.command;

import org.jspecify.annotations.NullMarked;
