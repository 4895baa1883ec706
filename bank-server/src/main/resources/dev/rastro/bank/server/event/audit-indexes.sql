-- What is looked for comes first in an index and the position last, so that every page is a piece of
-- an index, newest first.
CREATE INDEX IF NOT EXISTS audit_recorded_at ON audit (recorded_at, position);
CREATE INDEX IF NOT EXISTS audit_stream ON audit (stream_id, position);
CREATE INDEX IF NOT EXISTS audit_correlation ON audit (correlation_id, position);
CREATE INDEX IF NOT EXISTS audit_actor ON audit (actor, position);
-- By type, by category, or by both: a piece for each kind. With the actor besides, "what of this type
-- did that one do?" needs no look at the rows.
CREATE INDEX IF NOT EXISTS audit_of_kind ON audit (kind, position) INCLUDE (actor);
