-- What can be thrown away and made again from the log.

CREATE TABLE snapshot (
    stream_id bigint NOT NULL,
    schema    text   NOT NULL,
    version   bigint NOT NULL,
    state     bytea  NOT NULL,
    PRIMARY KEY (stream_id, schema)
);

-- One row per set of tables that was made for a read model. Its position is the checkpoint: it
-- changes in the transaction that changes the tables, and its row lock keeps a second runner out.
CREATE TABLE projection (
    name        text        NOT NULL,
    generation  integer     NOT NULL,
    version     integer     NOT NULL,
    state       text        NOT NULL CHECK (state IN ('building', 'serving', 'retired')),
    compare     boolean     NOT NULL DEFAULT false,
    position    bigint      NOT NULL DEFAULT 0,
    started_at  timestamptz NOT NULL DEFAULT now(),
    switched_at timestamptz,
    PRIMARY KEY (name, generation)
) WITH (fillfactor = 50);

CREATE UNIQUE INDEX projection_serving ON projection (name) WHERE state = 'serving';
CREATE UNIQUE INDEX projection_building ON projection (name) WHERE state = 'building';

CREATE TABLE projection_pause (
    name      text        PRIMARY KEY,
    paused_at timestamptz NOT NULL DEFAULT now()
);

-- Streams with an event that a projection could not apply: they wait, and the others go on.
CREATE TABLE parked_stream (
    projection     text        NOT NULL,
    generation     integer     NOT NULL,
    category       text        NOT NULL,
    stream         text        NOT NULL,
    first_version  bigint      NOT NULL,
    first_position bigint      NOT NULL,
    reason         text        NOT NULL,
    attempts       integer     NOT NULL DEFAULT 1,
    parked_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (projection, generation, category, stream)
);
