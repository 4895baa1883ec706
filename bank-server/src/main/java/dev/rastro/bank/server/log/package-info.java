/** What people see of what the program says: nothing that they are not meant to obey. */
@NullMarked
package dev.rastro.bank.server.log;

import org.jspecify.annotations.NullMarked;
