CREATE INDEX IF NOT EXISTS account_customer ON account (customer_id, account_id)
    WHERE customer_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS account_currency ON account (currency, account_id);
-- Whichever is rare, a page is a piece of an index.
CREATE INDEX IF NOT EXISTS account_status ON account (status, account_id);
CREATE INDEX IF NOT EXISTS account_currency_status ON account (currency, status, account_id);
CREATE UNIQUE INDEX IF NOT EXISTS account_external_id ON account (external_id)
    WHERE external_id IS NOT NULL;
CREATE UNIQUE INDEX IF NOT EXISTS transaction_version ON transaction (account_id, version);
CREATE INDEX IF NOT EXISTS transaction_effective
    ON transaction (account_id, effective_date, version);
CREATE INDEX IF NOT EXISTS transaction_position ON transaction (position);
CREATE INDEX IF NOT EXISTS account_name_pieces ON account_name USING gin (pieces);
