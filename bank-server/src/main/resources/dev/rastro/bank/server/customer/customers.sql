CREATE TABLE customer (
    customer_id   text        PRIMARY KEY,
    external_id   text,
    name          text        NOT NULL,
    street        text,
    city          text        NOT NULL,
    postal_code   text,
    country       text,
    status        text        NOT NULL,
    registered_at timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    version       bigint      NOT NULL
);

CREATE INDEX ON customer (city, customer_id);
CREATE UNIQUE INDEX ON customer (external_id) WHERE external_id IS NOT NULL;

-- The names, folded, and all pieces of one to three characters in them, by which they are found.
CREATE TABLE customer_name (
    id     text   PRIMARY KEY,
    name   text   NOT NULL,
    pieces text[] NOT NULL
);
