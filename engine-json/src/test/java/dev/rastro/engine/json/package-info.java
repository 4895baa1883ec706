@NullMarked
package dev.rastro.engine.json;

import org.jspecify.annotations.NullMarked;
