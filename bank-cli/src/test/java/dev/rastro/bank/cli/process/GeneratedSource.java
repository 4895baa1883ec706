package dev.rastro.bank.cli.process;

import dev.rastro.bank.cli.process.EmbeddedLog.Booked;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A source for the import that nobody has seen before. */
final class GeneratedSource {

    static final int CUSTOMERS = 40;
    static final int ACCOUNTS = 60;
    static final int TRANSACTIONS = 3_000;

    private static final List<String> CREDITS =
            List.of("cash_deposit", "incoming_transfer", "interest");
    private static final List<String> DEBITS =
            List.of("cash_withdrawal", "card_withdrawal", "outgoing_transfer");
    private static final LocalDate BEGIN = LocalDate.of(1993, 1, 1);

    private final Random random;
    private final long[] counts = new long[ACCOUNTS];
    private final BigDecimal[] balances = new BigDecimal[ACCOUNTS];

    private GeneratedSource(Random random) {
        this.random = random;
        Arrays.fill(balances, BigDecimal.ZERO);
    }

    static GeneratedSource write(Path folder, Random random) throws IOException {
        var source = new GeneratedSource(random);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("customers.csv"), customers());
        Files.writeString(folder.resolve("accounts.csv"), source.accounts());
        Files.writeString(folder.resolve("transactions.csv"), source.transactions());
        return source;
    }

    private static String customers() {
        var text = new StringBuilder("customer_id,city\n");
        for (int i = 0; i < CUSTOMERS; i++) {
            text.append("c%d,\"Hradec, Králové %d\"\n".formatted(i, i));
        }
        return text.toString();
    }

    private String accounts() {
        var text = new StringBuilder("account_id,customer_id,opened_on\n");
        for (int i = 0; i < ACCOUNTS; i++) {
            text.append("a%d,c%d,%s\n".formatted(i, random.nextInt(CUSTOMERS), BEGIN));
        }
        return text.toString();
    }

    private String transactions() {
        var text =
                new StringBuilder(
                        "transaction_id,account_id,date,kind,amount,balance_after,"
                                + "counterparty_bank,counterparty_account\n");
        for (int i = 0; i < TRANSACTIONS; i++) {
            text.append("t%d,%s\n".formatted(i, transaction(BEGIN.plusDays(i / 10))));
        }
        return text.toString();
    }

    /** Three of five go out, so that many an account needs its overdraft. */
    private String transaction(LocalDate date) {
        int account = random.nextInt(ACCOUNTS);
        boolean credit = random.nextInt(5) < 2;
        var amount = BigDecimal.valueOf(1 + random.nextInt(500_000), 2);
        counts[account]++;
        balances[account] = balances[account].add(credit ? amount : amount.negate());
        var kinds = credit ? CREDITS : DEBITS;
        return "a%d,%s,%s,%s,%s,AB,%d"
                .formatted(
                        account,
                        date,
                        kinds.get(random.nextInt(kinds.size())),
                        amount.toPlainString(),
                        balances[account].toPlainString(),
                        random.nextInt(10_000));
    }

    /** What must stand in the log when all is imported, by account. */
    Map<String, Booked> booked() {
        var booked = new TreeMap<String, Booked>();
        IntStream.range(0, ACCOUNTS)
                .forEach(i -> booked.put("a" + i, Booked.once(counts[i], balances[i])));
        return booked;
    }

    long overdrafts() {
        return Arrays.stream(balances).filter(balance -> balance.signum() < 0).count();
    }
}
