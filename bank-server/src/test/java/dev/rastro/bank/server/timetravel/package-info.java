@NullMarked
package dev.rastro.bank.server.timetravel;

import org.jspecify.annotations.NullMarked;
