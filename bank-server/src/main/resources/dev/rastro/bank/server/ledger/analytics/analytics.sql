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

-- What moved on each effective day within a block of the log: on the accounts, and in the outside
-- world. On level 0 a block has 8,192 positions, and 32 blocks of one level are a block of the next. A
-- block that is full never changes again, so whoever asks what was known at a position adds up at most
-- 31 blocks of each level, and the movements behind them.
CREATE TABLE movement_block (
    level    integer NOT NULL,
    block    bigint  NOT NULL,
    currency text    NOT NULL,
    day      date    NOT NULL,
    inside   numeric NOT NULL,
    outside  numeric NOT NULL,
    PRIMARY KEY (level, block, currency, day)
) WITH (fillfactor = 90);
