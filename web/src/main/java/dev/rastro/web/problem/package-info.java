/** Refusals as clients see them: RFC 9457 problem documents with stable codes. */
@NullMarked
package dev.rastro.web.problem;

import org.jspecify.annotations.NullMarked;
