CREATE TABLE account_$guard (id int PRIMARY KEY, balance bigint NOT NULL)
  WITH (fillfactor = 50);
CREATE TABLE entry_$guard (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id int NOT NULL, transaction_id uuid NOT NULL, amount bigint NOT NULL,
    balance_after bigint NOT NULL, description text NOT NULL, actor text NOT NULL,
    correlation_id uuid NOT NULL, recorded_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX ON entry_$guard (account_id, id);
CREATE TABLE command_$guard (
    key uuid PRIMARY KEY, fingerprint uuid NOT NULL, answer bytea NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now());
