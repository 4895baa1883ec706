@NullMarked
package dev.rastro.web.guard;

import org.jspecify.annotations.NullMarked;
