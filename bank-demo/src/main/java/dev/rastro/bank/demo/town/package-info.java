/** A small town and what its people do with their money: commands from a seed, nothing else. */
@NullMarked
package dev.rastro.bank.demo.town;

import org.jspecify.annotations.NullMarked;
