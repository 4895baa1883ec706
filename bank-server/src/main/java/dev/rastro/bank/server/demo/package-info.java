/** What a demo has to be able to do; the server has none of its own. */
@NullMarked
package dev.rastro.bank.server.demo;

import org.jspecify.annotations.NullMarked;
