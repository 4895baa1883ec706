package dev.rastro.bank.demo.town;

import dev.rastro.bank.demo.town.Town.Person;
import dev.rastro.bank.demo.town.TownBank.Purpose;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What people do with their money and accounts, one thing at a time. */
final class Residents {

    private static final long NOTE = 10_00;
    private static final long ORDINARY_INCOME = 1_700_00;
    private static final int CARELESS = 125;
    private static final List<Trade> LASTING = List.of(Trade.FURNITURE, Trade.TRAVEL, Trade.GARAGE);
    private static final List<String> AMONG_FRIENDS =
            List.of(
                    "Dinner, your share",
                    "Concert tickets",
                    "Birthday present",
                    "Thank you <3",
                    "Football club",
                    "Petrol money",
                    "Choir trip");

    /** Each as often as people go there. */
    private static final List<Trade> ERRANDS =
            Stream.of(Trade.values())
                    .flatMap(it -> IntStream.range(0, it.weight()).mapToObj(i -> it))
                    .toList();

    private final Town town;
    private final TownBank bank;
    private final SeededRandom random;

    Residents(Town town, TownBank bank, SeededRandom random) {
        this.town = town;
        this.bank = bank;
        this.random = random;
    }

    void shop(Person person) {
        long percent = person.spendingPercent() * person.income() / ORDINARY_INCOME;
        buy(person, random.pick(ERRANDS), Math.clamp(percent, 40, 240));
    }

    /** Who has saved enough in the account buys something that lasts; who is careless, anyway. */
    void buySomethingLasting(Person person) {
        boolean careless = person.spendingPercent() > CARELESS && random.percent(35);
        if (careless || person.current().balance() > person.income() * 3 / 2) {
            buy(person, random.pick(LASTING), 100);
        }
    }

    private void buy(Person person, Trade trade, int percent) {
        var firm = random.pick(town.firms(trade));
        long price = Math.max(50, trade.price(random) * percent / 100);
        var text = trade.text(random) + ", " + firm.name();
        var purpose = new Purpose("card terminal", text, Map.of("card", card(person)), null);
        bank.transfer(person.current(), firm.account(), price, purpose);
    }

    private static String card(Person person) {
        return "•••• " + person.current().id().substring(32).replaceAll("[a-f]", "7");
    }

    void payBill(Person person, Trade utility) {
        var firm = town.firm(utility);
        var purpose = new Purpose("direct debit", utility.text(random) + ", " + firm.name());
        bank.transfer(person.current(), firm.account(), utility.price(random), purpose);
    }

    void withdrawCash(Person person) {
        long amount = random.between(2, 15) * NOTE;
        var metadata = Map.of("machine", "Largo do Pelourinho");
        bank.payOut(person.current(), amount, new Purpose("cash machine", "Cash", metadata, null));
    }

    void depositCash(Person person) {
        bank.payIn(person.current(), random.between(3, 40) * NOTE, new Purpose("branch", "Cash"));
    }

    void payFriend(Person from, Person to) {
        if (!from.equals(to)) {
            var purpose = new Purpose("online banking", random.pick(AMONG_FRIENDS));
            bank.transfer(from.current(), to.current(), random.amount(5_00, 80_00), purpose);
        }
    }

    void receiveFromBrazil(Person person) {
        var reais = person.reais();
        if (reais != null && reais.isOpen()) {
            var purpose = new Purpose("clearing", "Transferência do Brasil");
            bank.payIn(reais, random.amount(400_00, 2_600_00), purpose);
        }
    }

    void buyFromBrazil(Person person) {
        var reais = person.reais();
        if (reais != null) {
            var firm = town.firm(Trade.IMPORTER);
            var purpose = new Purpose("online banking", firm.trade().text(random));
            bank.transfer(reais, firm.account(), firm.trade().price(random), purpose);
        }
    }

    /** Something was booked wrongly, and belongs to an earlier day. */
    void correct(Person person) {
        var account = person.current();
        var day = bank.today().minusDays(random.between(6, 48));
        if (!account.isOpen() || day.isBefore(account.openedOn())) {
            return;
        }
        boolean credit = random.percent(70) || !account.affords(90_00);
        long amount = random.between(4_00, 90_00);
        var what = credit ? "card payment charged twice" : "fee that was forgotten";
        var purpose = new Purpose("back office", "Correction of %s: %s".formatted(day, what));
        bank.book(account, credit ? amount : -amount, purpose, day);
    }

    void move(Person person) {
        if (person.isHere()) {
            bank.relocate(person.customerId(), town.names().newAddress());
        }
    }

    void closeSavings(Person person) {
        var savings = person.savings();
        if (person.isHere() && savings != null && savings.isOpen()) {
            town.orders().cancelAllOf(savings);
            bank.close(person.customerId(), savings, person.current());
        }
    }

    void leave(Person person, boolean archived) {
        if (!person.isHere()) {
            return;
        }
        closeSavings(person);
        town.orders().cancelAllOf(person.current());
        var reais = person.reais();
        if (reais != null && reais.isOpen()) {
            emptyAndClose(person, reais);
        }
        emptyAndClose(person, person.current());
        if (archived) {
            bank.archive(person.customerId(), "moved to another country");
        }
    }

    private void emptyAndClose(Person person, TownAccount account) {
        if (account.balance() > 0) {
            bank.payOut(account, account.balance(), new Purpose("branch", "Paid out at the end"));
        } else if (account.balance() < 0) {
            bank.payIn(account, -account.balance(), new Purpose("branch", "Settled at the end"));
        }
        bank.close(person.customerId(), account, null);
    }
}
