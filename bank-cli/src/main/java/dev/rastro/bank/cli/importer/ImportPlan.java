package dev.rastro.bank.cli.importer;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Everything that will be sent, validated: customers first, then each account with its history. */
record ImportPlan(List<Customer> customers, List<Account> accounts) {

    /**
     * @param line of the file, as of every row
     */
    record Customer(long line, String id, String city) {}

    /**
     * @param limitAtLeast the overdraft limit, unless the transactions need a larger one
     */
    record Account(
            long line,
            String id,
            String customerId,
            LocalDate openedOn,
            BigDecimal limitAtLeast,
            List<Transaction> transactions) {

        /** Under which every transaction of this account can be booked in order. */
        BigDecimal overdraftLimit() {
            return neededLimit().max(limitAtLeast);
        }

        BigDecimal neededLimit() {
            BigDecimal balance = BigDecimal.ZERO;
            BigDecimal lowest = BigDecimal.ZERO;
            for (Transaction transaction : transactions) {
                balance = balance.add(transaction.signedAmount());
                lowest = lowest.min(balance);
            }
            return lowest.negate().setScale(SourceRow.MONEY_SCALE);
        }
    }

    record Transaction(
            long line,
            String id,
            LocalDate date,
            Kind kind,
            BigDecimal amount,
            BigDecimal balanceAfter,
            String counterpartyBank,
            String counterpartyAccount) {

        BigDecimal signedAmount() {
            return kind.isCredit() ? amount : amount.negate();
        }
    }

    /** What a transaction of the source is, and which way its money goes. */
    enum Kind {
        CASH_DEPOSIT("Cash deposit", true),
        INCOMING_TRANSFER("Incoming transfer", true),
        INTEREST("Interest", true),
        CASH_WITHDRAWAL("Cash withdrawal", false),
        CARD_WITHDRAWAL("Card withdrawal", false),
        OUTGOING_TRANSFER("Outgoing transfer", false);

        private final String description;
        private final boolean credit;

        Kind(String description, boolean credit) {
            this.description = description;
            this.credit = credit;
        }

        static Optional<Kind> named(String sourceName) {
            return Arrays.stream(values())
                    .filter(kind -> kind.sourceName().equals(sourceName))
                    .findFirst();
        }

        String sourceName() {
            return name().toLowerCase(Locale.ROOT);
        }

        String description() {
            return description;
        }

        boolean isCredit() {
            return credit;
        }
    }

    int transactionCount() {
        return accounts.stream().mapToInt(account -> account.transactions().size()).sum();
    }
}
