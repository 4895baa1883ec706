/** What read models are built and read with. */
@NullMarked
package dev.rastro.bank.server.shared.readmodel;

import org.jspecify.annotations.NullMarked;
