-- The log: written once, never changed. Positions are gapless and in commit order, because each
-- transaction that appends moves log_head, and so waits for the one before it.

CREATE TABLE stream (
    id       bigint PRIMARY KEY,
    category text   NOT NULL,
    name     text   NOT NULL,
    UNIQUE (category, name)
);

COMMENT ON TABLE stream IS 'Names of streams; events carry the short id. One row per stream, with its first event.';

-- Appenders take ids in blocks; an unused rest of a block is a harmless gap.
CREATE SEQUENCE stream_id INCREMENT BY 1000;

-- Columns of fixed width first, so that no bytes are lost to alignment. No foreign key to stream:
-- the one statement that inserts events inserts their streams, and a check per event would cost more
-- than it could find.
CREATE TABLE event (
    position       bigint      PRIMARY KEY,
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
) WITH (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);

CREATE TABLE log_head (
    only_one    boolean     PRIMARY KEY DEFAULT true CHECK (only_one),
    position    bigint      NOT NULL,
    generation  bigint      NOT NULL,
    recorded_at timestamptz NOT NULL
) WITH (fillfactor = 50);

COMMENT ON COLUMN log_head.generation IS
    'Raised by an appender that connects: a statement that a broken connection left behind then finds another generation and writes nothing.';

INSERT INTO log_head (position, generation, recorded_at) VALUES (0, 0, 'epoch');

CREATE TABLE receipt (
    key         uuid        PRIMARY KEY,
    fingerprint uuid        NOT NULL,
    position    bigint      NOT NULL,
    recorded_at timestamptz NOT NULL,
    answer      bytea       NOT NULL
);

COMMENT ON TABLE receipt IS 'Commands that were executed, by idempotency key, with the answer that was given. Kept for ever.';

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log is append-only: % on %.% is refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'RA001';
END
$$;

-- ALWAYS: also under session_replication_role = replica, which leaves ordinary triggers out.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE event ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON stream
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE stream ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON receipt
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE receipt ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER never_gone BEFORE DELETE OR TRUNCATE ON log_head
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE log_head ENABLE ALWAYS TRIGGER never_gone;
