@NullMarked
package dev.rastro.bank.server.codec;

import org.jspecify.annotations.NullMarked;
