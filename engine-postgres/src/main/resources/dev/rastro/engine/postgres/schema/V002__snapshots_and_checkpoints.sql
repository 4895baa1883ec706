-- What can be thrown away and made again from the log.

CREATE TABLE snapshot (
    stream_id bigint NOT NULL,
    schema    text   NOT NULL,
    version   bigint NOT NULL,
    state     bytea  NOT NULL,
    PRIMARY KEY (stream_id, schema)
);

CREATE TABLE checkpoint (
    projection text        PRIMARY KEY,
    position   bigint      NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50);
