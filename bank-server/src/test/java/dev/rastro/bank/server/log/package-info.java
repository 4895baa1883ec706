@NullMarked
package dev.rastro.bank.server.log;

import org.jspecify.annotations.NullMarked;
