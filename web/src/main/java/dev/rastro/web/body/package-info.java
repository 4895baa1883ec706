/** What is sent and answered, whatever it means. */
@NullMarked
package dev.rastro.web.body;

import org.jspecify.annotations.NullMarked;
