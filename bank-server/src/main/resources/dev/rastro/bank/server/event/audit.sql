-- One narrow row per event: what events are looked for by. All else is in the log, which holds each
-- event under the same position. Texts are only ever compared for being the same.

CREATE TABLE audit (
    position       bigint           PRIMARY KEY,
    recorded_at    timestamptz      NOT NULL,
    stream_id      bigint           NOT NULL,
    correlation_id uuid             NOT NULL,
    type           text COLLATE "C" NOT NULL,
    actor          text COLLATE "C" NOT NULL,
    -- Last, because it came with version 2: the view then takes it on in place.
    kind           bigint           NOT NULL
);

-- A type of event in a category of streams. There are few, and the number of each follows from its
-- names, so it is the same in every generation.
CREATE TABLE audit_kind (
    kind     bigint           PRIMARY KEY,
    category text COLLATE "C" NOT NULL,
    type     text COLLATE "C" NOT NULL
);
