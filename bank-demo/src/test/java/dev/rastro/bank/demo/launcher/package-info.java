/** The launcher, and what it starts. */
@NullMarked
package dev.rastro.bank.demo.launcher;

import org.jspecify.annotations.NullMarked;
