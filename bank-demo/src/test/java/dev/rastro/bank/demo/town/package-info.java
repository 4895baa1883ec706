@NullMarked
package dev.rastro.bank.demo.town;

import org.jspecify.annotations.NullMarked;
