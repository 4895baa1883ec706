@NullMarked
package dev.rastro.bank.server.demo.town;

import org.jspecify.annotations.NullMarked;
