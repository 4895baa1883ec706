package dev.rastro.bank.demo.town;

import dev.rastro.bank.demo.town.Town.Firm;
import dev.rastro.bank.demo.town.Town.Person;
import dev.rastro.bank.demo.town.TownBank.Purpose;

import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What firms do, and the bank itself: wages, suppliers, interest. */
final class Businesses {

    /** What a firm keeps when it has paid its suppliers. */
    private static final long RESERVE = 25_000_00;

    private static final int OVERDRAFT_PER_MILLE = 11;
    private static final int SAVINGS_PER_MILLE = 4;

    private static final List<String> ORIGINS =
            List.of("Rotterdam", "Lisboa", "Porto", "Hamburg", "Vigo", "Recife");

    private final Town town;
    private final TownBank bank;
    private final SeededRandom random;

    Businesses(Town town, TownBank bank, SeededRandom random) {
        this.town = town;
        this.bank = bank;
        this.random = random;
    }

    /** In one run, which all its payments name. */
    void payWages(Firm firm) {
        var text = "Wages %s, %s".formatted(month(), firm.name());
        var purpose = new Purpose("payroll", text, Map.of(), bank.id());
        town.staff(firm)
                .forEach(it -> bank.transfer(firm.account(), it.current(), it.income(), purpose));
    }

    void payPension(Person person) {
        var purpose = new Purpose("clearing", "Pension " + month());
        bank.payIn(person.current(), person.income(), purpose);
    }

    private String month() {
        return bank.today().getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    /** Two days before the wages, customers from outside pay what is lacking, and more. */
    void collect(Firm firm) {
        long wages = town.staff(firm).stream().mapToLong(Person::income).sum();
        long lacking = wages + RESERVE - firm.account().balance();
        if (lacking > 0) {
            receive(firm, lacking + random.amount(100_00, 9_000_00));
        }
    }

    void receive(Firm firm, long amount) {
        var text = "Invoice %d, %s".formatted(invoice(), random.pick(ORIGINS));
        bank.payIn(firm.account(), amount, new Purpose("clearing", text));
    }

    /** What is not needed leaves the town. */
    void paySuppliers(Firm firm) {
        long spare = firm.account().balance() - RESERVE - random.amount(0, 9_000_00);
        if (spare > 500_00) {
            var text = "Supplier %s, %d".formatted(random.pick(ORIGINS), invoice());
            bank.payOut(firm.account(), spare / 100 * 62, new Purpose("clearing", text));
        }
    }

    private int invoice() {
        return random.between(10_000, 99_999);
    }

    void chargeOverdraft(Person person) {
        long owed = -person.current().balance();
        if (owed > 0) {
            long interest = Math.max(50, owed * OVERDRAFT_PER_MILLE / 1000);
            var purpose = new Purpose("month end", "Overdraft interest " + month());
            bank.transfer(person.current(), house(), interest, purpose);
        }
    }

    void creditInterest(TownAccount savings) {
        long interest = savings.balance() * SAVINGS_PER_MILLE / 1000;
        var purpose = new Purpose("month end", "Interest of the quarter");
        bank.transfer(house(), savings, interest, purpose);
    }

    /** The bank's own account. */
    private TownAccount house() {
        return town.firm(Trade.BANK).account();
    }
}
