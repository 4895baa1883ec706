/** What the structure of the program must keep to, checked over all its modules. */
@NullMarked
package dev.rastro.architecture;

import org.jspecify.annotations.NullMarked;
