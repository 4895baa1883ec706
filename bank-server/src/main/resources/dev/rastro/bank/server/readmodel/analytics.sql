CREATE TABLE analytics_day (
    currency        text    NOT NULL,
    day             date    NOT NULL,
    deposits        bigint  NOT NULL,
    -- Each amount is a bigint, but a day of them may be more.
    deposited       numeric NOT NULL,
    withdrawals     bigint  NOT NULL,
    withdrawn       numeric NOT NULL,
    transfers       bigint  NOT NULL,
    transferred     numeric NOT NULL,
    accounts_opened bigint  NOT NULL,
    accounts_closed bigint  NOT NULL,
    PRIMARY KEY (currency, day)
) WITH (fillfactor = 50);

-- What moved on each effective day within a block of 8,192 positions of the log: on the accounts, and
-- in the outside world. A block that is full never changes again, so whoever asks what was known at
-- a position adds up the blocks before it, and the few movements of the last one.
CREATE TABLE movement_sum (
    block    bigint  NOT NULL,
    currency text    NOT NULL,
    day      date    NOT NULL,
    inside   numeric NOT NULL,
    outside  numeric NOT NULL,
    PRIMARY KEY (block, currency, day)
) WITH (fillfactor = 90);
