-- Of the shape of Rastro's, with the same indexes, for who writes to them otherwise.
CREATE TABLE event (
    position       bigint      $numbered PRIMARY KEY,
    stream_id      bigint      NOT NULL,
    version        bigint      NOT NULL CHECK (version > 0),
    recorded_at    timestamptz NOT NULL,
    event_id       uuid        NOT NULL,
    correlation_id uuid        NOT NULL,
    causation_id   uuid        NOT NULL,
    schema_version smallint    NOT NULL CHECK (schema_version > 0),
    type           text        NOT NULL,
    actor          text        NOT NULL,
    payload        bytea       NOT NULL,
    UNIQUE (stream_id, version)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.05,
        autovacuum_analyze_scale_factor = 0.02);
CREATE TABLE receipt (
    key         uuid        PRIMARY KEY,
    fingerprint uuid        NOT NULL,
    position    bigint      NOT NULL,
    recorded_at timestamptz NOT NULL,
    answer      bytea       NOT NULL
);
