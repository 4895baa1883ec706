-- How far each named reader of the log has come. Never derived again from the log: a lost checkpoint
-- makes its reader begin anew.

CREATE TABLE checkpoint (
    name     text        PRIMARY KEY,
    position bigint      NOT NULL CHECK (position >= 0),
    moved_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50);

GRANT SELECT, INSERT, UPDATE, DELETE ON checkpoint TO rastro_app;
