/** The bank asked over HTTP, beside the bare server: what a client sees. */
@NullMarked
package dev.rastro.benchmarks.http;

import org.jspecify.annotations.NullMarked;
