/** The built-in demo: brings the small town to the bank's counters. */
@NullMarked
package dev.rastro.bank.demo;

import org.jspecify.annotations.NullMarked;
