/** What is answered when something is refused or fails. */
@NullMarked
package dev.rastro.bank.server.shared.problem;

import org.jspecify.annotations.NullMarked;
