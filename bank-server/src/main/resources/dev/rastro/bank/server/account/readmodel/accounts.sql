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
    version           bigint      NOT NULL,
    -- When the movements took effect: the first and the last day of all, and the first day of those
    -- since the last milestone. They came with version 3.
    earliest_date     date,
    latest_date       date,
    lowest_date       date
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
    -- Last, because they came with versions 2 and 4: the view then takes them on in place.
    counterparty_owner text,
    currency           text        NOT NULL
);

-- What the movements of an account add up to, after every 64th of them. Whoever looks at the past
-- begins at the last one that is wholly seen from there.
CREATE TABLE account_milestone (
    account_id    text        NOT NULL,
    -- The place on the recorded axis.
    version       bigint      NOT NULL,
    position      bigint      NOT NULL,
    recorded_at   timestamptz NOT NULL,
    -- The place on the effective axis: all up to here took effect between these days,
    earliest_date date        NOT NULL,
    latest_date   date        NOT NULL,
    -- and those since the milestone before not sooner than on this one.
    lowest_date   date        NOT NULL,
    total_in      numeric     NOT NULL,
    total_out     numeric     NOT NULL,
    movements     bigint      NOT NULL,
    PRIMARY KEY (account_id, position)
);

-- When the first day on which an account was moved became an earlier one, as it does with the first of
-- its movements: by them accounts are counted that were there at a moment.
CREATE TABLE account_beginning (
    -- Of the movement.
    position    bigint      PRIMARY KEY,
    account_id  text        NOT NULL,
    recorded_at timestamptz NOT NULL,
    currency    text        NOT NULL,
    day         date        NOT NULL,
    -- The first day until then.
    day_before  date
);

-- The names, folded, and all pieces of one to three characters in them, by which they are found.
CREATE TABLE account_name (
    id     text   PRIMARY KEY,
    name   text   NOT NULL,
    pieces text[] NOT NULL
);
