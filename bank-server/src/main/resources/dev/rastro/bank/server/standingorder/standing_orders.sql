CREATE TABLE standing_order (
    standing_order_id text        PRIMARY KEY,
    from_account_id   text        NOT NULL,
    to_account_id     text        NOT NULL,
    amount            bigint      NOT NULL,
    currency          text        NOT NULL,
    description       text        NOT NULL,
    first_date        date        NOT NULL,
    "interval"        text        NOT NULL,
    last_date         date,
    status            text        NOT NULL,
    -- The next attempt; all three are null when nothing is due any more.
    next_due_date     date,
    next_attempt      integer,
    next_attempt_on   date,
    executions        bigint      NOT NULL,
    failures          bigint      NOT NULL,
    last_failure      text,
    cancel_reason     text,
    scheduled_at      timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    version           bigint      NOT NULL
) WITH (fillfactor = 80);

CREATE INDEX ON standing_order (from_account_id, standing_order_id);
CREATE INDEX ON standing_order (to_account_id, standing_order_id);
CREATE INDEX ON standing_order (status, standing_order_id);
