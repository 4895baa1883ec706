/**
 * Events and states as JSON. Start at {@link dev.rastro.engine.json.JsonEventCodec}, for events,
 * and {@link dev.rastro.engine.json.JsonStateCodec}, for snapshots; {@link
 * dev.rastro.engine.json.JsonSettings} says how values look.
 */
@NullMarked
package dev.rastro.engine.json;

import org.jspecify.annotations.NullMarked;
