CREATE TABLE account (
    account_id        text        PRIMARY KEY,
    external_id       text,
    owner_name        text        NOT NULL,
    customer_id       text,
    currency          text        NOT NULL,
    balance           bigint      NOT NULL,
    overdraft_limit   bigint      NOT NULL,
    status            text        NOT NULL,
    -- Sums over a whole history may be more than a balance can hold.
    total_deposits    numeric     NOT NULL,
    total_withdrawals numeric     NOT NULL,
    transaction_count bigint      NOT NULL,
    opened_at         timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    version           bigint      NOT NULL
) WITH (fillfactor = 80);

CREATE TABLE transaction (
    account_id         text        NOT NULL,
    version            bigint      NOT NULL,
    position           bigint      NOT NULL,
    transaction_id     uuid        NOT NULL,
    kind               text        NOT NULL,
    amount             bigint      NOT NULL,
    balance_after      bigint      NOT NULL,
    description        text        NOT NULL,
    counterparty       text,
    effective_date     date        NOT NULL,
    recorded_at        timestamptz NOT NULL,
    -- Last, because it came with version 2: the view then takes it on in place.
    counterparty_owner text
);
