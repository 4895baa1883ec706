@NullMarked
package dev.rastro.bank.server.demo;

import org.jspecify.annotations.NullMarked;
