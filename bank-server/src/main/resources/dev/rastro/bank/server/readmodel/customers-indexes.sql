CREATE INDEX IF NOT EXISTS customer_name_pieces ON customer_name USING gin (pieces);
