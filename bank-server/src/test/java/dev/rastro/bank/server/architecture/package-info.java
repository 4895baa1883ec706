/** What the structure of the program must keep to, checked over all its modules. */
@NullMarked
package dev.rastro.bank.server.architecture;

import org.jspecify.annotations.NullMarked;
