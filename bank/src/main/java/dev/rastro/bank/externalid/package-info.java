/**
 * Ids that another system gave to our things, each claimed at most once per kind: the claim is the
 * first event of a stream that is named after the id, and a stream has only one first event.
 */
@NullMarked
package dev.rastro.bank.externalid;

import org.jspecify.annotations.NullMarked;
