/** What keeps pages of other sites from using a visitor's browser against us. */
@NullMarked
package dev.rastro.web.guard;

import org.jspecify.annotations.NullMarked;
