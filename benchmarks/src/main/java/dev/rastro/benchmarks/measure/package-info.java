/** How a load is put on and what is measured: nothing here knows what is measured. */
@NullMarked
package dev.rastro.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
