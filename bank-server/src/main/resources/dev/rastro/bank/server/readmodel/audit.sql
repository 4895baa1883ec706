-- One narrow row per event: what events are looked for by. All else is in the log, which holds each
-- event under the same position. What is looked for comes first in an index and the position last,
-- so that every page is a piece of an index, newest first. Texts are only ever compared for being
-- the same.

CREATE TABLE audit (
    position       bigint           PRIMARY KEY,
    recorded_at    timestamptz      NOT NULL,
    stream_id      bigint           NOT NULL,
    correlation_id uuid             NOT NULL,
    type           text COLLATE "C" NOT NULL,
    actor          text COLLATE "C" NOT NULL
);

CREATE INDEX ON audit (recorded_at, position);
CREATE INDEX ON audit (stream_id, position);
CREATE INDEX ON audit (correlation_id, position);
CREATE INDEX ON audit (actor, position);
-- With the actor besides, "what of this type did that one do?" needs no look at the rows.
CREATE INDEX ON audit (type, position) INCLUDE (actor);
