/**
 * What a test of an event-sourced program needs: the in-memory store, the contracts that every
 * store must keep, and given/when/then.
 */
@NullMarked
package dev.rastro.engine.testkit;

import org.jspecify.annotations.NullMarked;
