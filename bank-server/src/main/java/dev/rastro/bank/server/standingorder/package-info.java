/**
 * Standing orders between the rules and the world: the process that pays them when they are due,
 * and what readers see of them.
 */
@NullMarked
package dev.rastro.bank.server.standingorder;

import org.jspecify.annotations.NullMarked;
