-- The application reads and appends; it owns nothing, so it can neither change the log nor switch
-- off the triggers. Whoever migrates owns.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'rastro_app') THEN
        CREATE ROLE rastro_app NOLOGIN;
    END IF;
    IF NOT pg_has_role(current_user, 'rastro_app', 'MEMBER') THEN
        EXECUTE format('GRANT rastro_app TO %I', current_user);
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO rastro_app', current_schema());
    -- Read models are the application's own: each set of tables is made in a schema of its own.
    EXECUTE format('GRANT CREATE ON DATABASE %I TO rastro_app', current_database());
END
$$;

GRANT SELECT, INSERT ON stream, event, receipt TO rastro_app;
GRANT SELECT, UPDATE ON log_head TO rastro_app;
GRANT USAGE ON SEQUENCE stream_id TO rastro_app;
GRANT SELECT ON readable_event TO rastro_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON snapshot, projection, projection_pause, parked_stream
    TO rastro_app;
