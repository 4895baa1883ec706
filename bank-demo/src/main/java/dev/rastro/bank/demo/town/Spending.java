package dev.rastro.bank.demo.town;

import dev.rastro.bank.demo.town.Books.Slip;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** How people spend their money, one deed at a time. */
final class Spending {

    private static final long NOTE = 10_00;
    private static final long ORDINARY_INCOME = 1_700_00;
    private static final int CARELESS = 125;
    private static final List<String> AMONG_FRIENDS =
            List.of(
                    "Dinner, your share",
                    "Concert tickets",
                    "Birthday present",
                    "Thank you <3",
                    "Football club",
                    "Petrol money",
                    "Choir trip");

    private final Town town;
    private final Books books;
    private final Chance chance;

    /** Each as often as people go there. */
    private final List<Trade> errands = new ArrayList<>();

    Spending(Town town, Books books, Chance chance) {
        this.town = town;
        this.books = books;
        this.chance = chance;
        for (var trade : Trade.values()) {
            for (int i = 0; i < trade.weight(); i++) {
                errands.add(trade);
            }
        }
    }

    void shop(Person person) {
        long percent = person.taste() * person.income() / ORDINARY_INCOME;
        buy(person, chance.pick(errands), Math.clamp(percent, 40, 240));
    }

    /** Who has saved enough in the account buys something that lasts; who is careless, anyway. */
    void splurge(Person person) {
        boolean careless = person.taste() > CARELESS && chance.percent(35);
        if (careless || person.current().balance() > person.income() * 3 / 2) {
            var trade = chance.pick(List.of(Trade.FURNITURE, Trade.TRAVEL, Trade.GARAGE));
            buy(person, trade, 100);
        }
    }

    private void buy(Person person, Trade trade, int percent) {
        var firm = chance.pick(town.firms(trade));
        long price = Math.max(50, trade.price(chance) * percent / 100);
        var slip = new Slip("card terminal", trade.text(chance) + ", " + firm.name());
        books.send(person.current(), firm.account(), price, slip.with("card", card(person)));
    }

    private static String card(Person person) {
        return "•••• " + person.current().id().substring(32).replaceAll("[a-f]", "7");
    }

    void cash(Person person) {
        long amount = chance.between(2, 15) * NOTE;
        var slip = new Slip("cash machine", "Cash");
        books.payOut(person.current(), amount, slip.with("machine", "Largo do Pelourinho"));
    }

    void payInCash(Person person) {
        books.payIn(person.current(), chance.between(3, 40) * NOTE, new Slip("branch", "Cash"));
    }

    void among(Person from, Person to) {
        if (!from.equals(to)) {
            var slip = new Slip("online banking", chance.pick(AMONG_FRIENDS));
            books.send(from.current(), to.current(), chance.amount(5_00, 80_00), slip);
        }
    }

    void fromBrazil(Person person) {
        var reais = person.reais();
        if (reais != null && reais.isOpen()) {
            var slip = new Slip("clearing", "Transferência do Brasil");
            books.payIn(reais, chance.amount(400_00, 2_600_00), slip);
        }
    }

    void toTheImporter(Person person) {
        var reais = person.reais();
        if (reais != null) {
            var firm = town.firms(Trade.IMPORTER).getFirst();
            var slip = new Slip("online banking", firm.trade().text(chance));
            books.send(reais, firm.account(), firm.trade().price(chance), slip);
        }
    }

    void pay(Person person, Trade utility) {
        var firm = town.firms(utility).getFirst();
        var slip = new Slip("direct debit", utility.text(chance) + ", " + firm.name());
        books.send(person.current(), firm.account(), utility.price(chance), slip);
    }

    /** Something was booked wrongly, and belongs to an earlier day. */
    void correct(Person person) {
        var account = person.current();
        var day = books.today().minusDays(chance.between(6, 48));
        if (!account.isOpen() || day.isBefore(account.since())) {
            return;
        }
        boolean credit = chance.percent(70) || !account.affords(90_00);
        long amount = chance.between(4_00, 90_00);
        books.correct(account, credit ? amount : -amount, correction(credit, day), day);
    }

    private static Slip correction(boolean credit, LocalDate day) {
        var what = credit ? "card payment charged twice" : "fee that was forgotten";
        return new Slip("back office", "Correction of %s: %s".formatted(day, what));
    }
}
