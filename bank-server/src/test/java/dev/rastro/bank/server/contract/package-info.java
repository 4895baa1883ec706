/** Whether the server and its OpenAPI document say the same. */
@NullMarked
package dev.rastro.bank.server.contract;

import org.jspecify.annotations.NullMarked;
