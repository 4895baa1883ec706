@NullMarked
package dev.rastro.bank.server.http.guard;

import org.jspecify.annotations.NullMarked;
