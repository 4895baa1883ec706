/** How the parts of HTTP are written that have a grammar of their own. */
@NullMarked
package dev.rastro.web.syntax;

import org.jspecify.annotations.NullMarked;
