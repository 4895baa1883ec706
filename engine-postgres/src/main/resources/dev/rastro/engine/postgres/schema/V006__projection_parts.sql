-- While several hands fill a new set of tables, each has a checkpoint of its own: the streams are
-- dealt out among them by name. The rows are gone when all have come to the same position.
CREATE TABLE projection_part (
    projection text    NOT NULL,
    generation integer NOT NULL,
    part       integer NOT NULL,
    position   bigint  NOT NULL,
    PRIMARY KEY (projection, generation, part)
) WITH (fillfactor = 50);

GRANT SELECT, INSERT, UPDATE, DELETE ON projection_part TO rastro_app;
