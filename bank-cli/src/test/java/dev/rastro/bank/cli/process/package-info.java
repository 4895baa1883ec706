/** The program in processes of its own: started, asked, stopped and killed as by its users. */
@NullMarked
package dev.rastro.bank.cli.process;

import org.jspecify.annotations.NullMarked;
