package dev.rastro.bank.demo.town;

import dev.rastro.bank.demo.town.Books.Slip;
import dev.rastro.bank.demo.town.Town.Firm;

import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/** What firms do, and the bank itself: wages, suppliers, interest. */
final class Businesses {

    /** What a firm keeps when it has paid its suppliers. */
    private static final long RESERVE = 25_000_00;

    private static final int OVERDRAFT_PER_MILLE = 11;
    private static final int SAVINGS_PER_MILLE = 4;

    private static final List<String> ORIGINS =
            List.of("Rotterdam", "Lisboa", "Porto", "Hamburg", "Vigo", "Recife");

    private final Town town;
    private final Books books;
    private final Chance chance;

    Businesses(Town town, Books books, Chance chance) {
        this.town = town;
        this.books = books;
        this.chance = chance;
    }

    /** In one run, which all its payments name. */
    void payWages(Firm firm) {
        var staff =
                town.people().stream()
                        .filter(it -> it.isHere() && firm.equals(it.employer()))
                        .toList();
        var run = books.id();
        var slip = new Slip("payroll", "Wages %s, %s".formatted(month(), firm.name())).of(run);
        staff.forEach(
                person -> books.send(firm.account(), person.current(), person.income(), slip));
    }

    void payPension(Person person) {
        var slip = new Slip("clearing", "Pension " + month());
        books.payIn(person.current(), person.income(), slip);
    }

    private String month() {
        return books.today().getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    /** Two days before the wages, customers from outside pay what is lacking, and more. */
    void collect(Firm firm) {
        long wages =
                town.people().stream()
                        .filter(it -> it.isHere() && firm.equals(it.employer()))
                        .mapToLong(Person::income)
                        .sum();
        long lacking = wages + RESERVE - firm.account().balance();
        if (lacking > 0) {
            receive(firm, lacking + chance.amount(100_00, 9_000_00));
        }
    }

    void receive(Firm firm, long amount) {
        var slip = new Slip("clearing", "Invoice %d, %s".formatted(invoice(), origin()));
        books.payIn(firm.account(), amount, slip);
    }

    /** What is not needed leaves the town. */
    void paySuppliers(Firm firm) {
        long spare = firm.account().balance() - RESERVE - chance.amount(0, 9_000_00);
        if (spare > 500_00) {
            var slip = new Slip("clearing", "Supplier %s, %d".formatted(origin(), invoice()));
            books.payOut(firm.account(), spare / 100 * 62, slip);
        }
    }

    private int invoice() {
        return chance.between(10_000, 99_999);
    }

    private String origin() {
        return chance.pick(ORIGINS);
    }

    void chargeOverdraft(Person person) {
        long owed = -person.current().balance();
        if (owed > 0) {
            long interest = Math.max(50, owed * OVERDRAFT_PER_MILLE / 1000);
            var slip = new Slip("month end", "Overdraft interest " + month());
            books.send(person.current(), house().account(), interest, slip);
        }
    }

    void creditInterest(TownAccount savings) {
        long interest = savings.balance() * SAVINGS_PER_MILLE / 1000;
        var slip = new Slip("month end", "Interest of the quarter");
        books.send(house().account(), savings, interest, slip);
    }

    private Firm house() {
        return town.firms(Trade.BANK).getFirst();
    }
}
