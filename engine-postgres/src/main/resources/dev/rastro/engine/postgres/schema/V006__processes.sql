-- How far each process manager has reacted to the log. Its row lock is the turn to act: one node at
-- a time has it, and who dies loses it with the connection.

CREATE TABLE process (
    name     text   PRIMARY KEY,
    position bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

GRANT SELECT, INSERT, UPDATE ON process TO rastro_app;
