@NullMarked
package dev.rastro.bank.server.plans;

import org.jspecify.annotations.NullMarked;
