CREATE FUNCTION transfer_conditional(k uuid, f uuid, a int, b int, amt bigint)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE mine bigint; other bigint;
BEGIN
    INSERT INTO command_conditional (key, fingerprint, answer)
    VALUES (k, f, '\x7b22737461747573223a3230317d') ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN RAISE 'key used before'; END IF;
    IF b < a THEN
        UPDATE account_conditional SET balance = balance + amt WHERE id = b
        RETURNING balance INTO other;
    END IF;
    UPDATE account_conditional SET balance = balance - amt
     WHERE id = a AND balance >= amt RETURNING balance INTO mine;
    IF mine IS NULL THEN
        IF b < a THEN
            UPDATE account_conditional SET balance = balance - amt WHERE id = b;
        END IF;
        RETURN false;
    END IF;
    IF b > a THEN
        UPDATE account_conditional SET balance = balance + amt WHERE id = b
        RETURNING balance INTO other;
    END IF;
    INSERT INTO entry_conditional (account_id, transaction_id, amount, balance_after,
                                   description, actor, correlation_id)
    VALUES (a, k, -amt, mine, 'benchmark', 'benchmark', f),
           (b, k, amt, other, 'benchmark', 'benchmark', f);
    RETURN true;
END $$
