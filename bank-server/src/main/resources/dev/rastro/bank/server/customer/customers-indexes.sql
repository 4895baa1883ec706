CREATE INDEX IF NOT EXISTS customer_status ON customer (status, customer_id);
CREATE INDEX IF NOT EXISTS customer_city_status ON customer (city, status, customer_id);
CREATE INDEX IF NOT EXISTS customer_name_pieces ON customer_name USING gin (pieces);
