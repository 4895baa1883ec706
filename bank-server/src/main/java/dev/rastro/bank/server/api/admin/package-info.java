/** How the machinery is doing, and the few things that can be done about it. */
@NullMarked
package dev.rastro.bank.server.api.admin;

import org.jspecify.annotations.NullMarked;
