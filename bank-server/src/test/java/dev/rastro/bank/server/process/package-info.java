/** The program in processes of its own: started, asked, stopped and killed as by its users. */
@NullMarked
package dev.rastro.bank.server.process;

import org.jspecify.annotations.NullMarked;
