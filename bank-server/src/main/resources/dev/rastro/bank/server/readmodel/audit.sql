-- One narrow row per event: what events are looked for by. All else is in the log, which holds each
-- event under the same position. A column that is looked for by comes first in an index and the
-- position last, so that every page is a piece of an index, newest first.

CREATE TABLE audit (
    position       bigint      PRIMARY KEY,
    recorded_at    timestamptz NOT NULL,
    stream_id      bigint      NOT NULL,
    correlation_id uuid        NOT NULL,
    type           text        NOT NULL,
    actor          text        NOT NULL
);

CREATE INDEX ON audit (recorded_at, position);
CREATE INDEX ON audit (stream_id, position);
CREATE INDEX ON audit (correlation_id, position);
CREATE INDEX ON audit (type, position);
CREATE INDEX ON audit (actor, position);
