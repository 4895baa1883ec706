-- One narrow row per event: what events are looked for by. All else is in the log, which holds each
-- event under the same position. Texts are only ever compared for being the same.

CREATE TABLE audit (
    position       bigint           PRIMARY KEY,
    recorded_at    timestamptz      NOT NULL,
    stream_id      bigint           NOT NULL,
    correlation_id uuid             NOT NULL,
    type           text COLLATE "C" NOT NULL,
    actor          text COLLATE "C" NOT NULL
);
