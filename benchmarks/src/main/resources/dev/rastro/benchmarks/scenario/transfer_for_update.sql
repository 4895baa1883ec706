CREATE FUNCTION transfer_for_update(k uuid, f uuid, a int, b int, amt bigint)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE funds bigint; other bigint;
BEGIN
    INSERT INTO command_for_update (key, fingerprint, answer)
    VALUES (k, f, '\x7b22737461747573223a3230317d') ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN RAISE 'key used before'; END IF;
    PERFORM 1 FROM account_for_update WHERE id IN (a, b) ORDER BY id FOR UPDATE;
    SELECT balance INTO funds FROM account_for_update WHERE id = a;
    IF funds < amt THEN RETURN false; END IF;
    UPDATE account_for_update SET balance = balance - amt WHERE id = a;
    UPDATE account_for_update SET balance = balance + amt WHERE id = b
    RETURNING balance INTO other;
    INSERT INTO entry_for_update (account_id, transaction_id, amount, balance_after,
                                  description, actor, correlation_id)
    VALUES (a, k, -amt, funds - amt, 'benchmark', 'benchmark', f),
           (b, k, amt, other, 'benchmark', 'benchmark', f);
    RETURN true;
END $$
