@NullMarked
package dev.rastro.bank.server.database;

import org.jspecify.annotations.NullMarked;
