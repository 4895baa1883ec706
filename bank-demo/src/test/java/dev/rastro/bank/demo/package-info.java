@NullMarked
package dev.rastro.bank.demo;

import org.jspecify.annotations.NullMarked;
