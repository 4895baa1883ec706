@NullMarked
package dev.rastro.bank.server.api.event;

import org.jspecify.annotations.NullMarked;
