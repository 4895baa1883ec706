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
