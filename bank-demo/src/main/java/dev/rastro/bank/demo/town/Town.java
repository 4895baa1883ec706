package dev.rastro.bank.demo.town;

import dev.rastro.bank.demo.town.Orders.Monthly;
import dev.rastro.bank.demo.town.TownAccount.Opening;
import dev.rastro.bank.money.Money;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Who lives in Fontelume, and how they came to their accounts. */
final class Town {

    static final Currency EURO = Currency.getInstance("EUR");
    static final Currency REAL = Currency.getInstance("BRL");

    private static final Map<String, Trade> FIRMS =
            Map.ofEntries(
                    Map.entry("Mercado do Cais", Trade.GROCER),
                    Map.entry("Supermercado Avenida", Trade.GROCER),
                    Map.entry("Padaria Central", Trade.BAKERY),
                    Map.entry("Café Âncora", Trade.CAFE),
                    Map.entry("Restaurante O Farol", Trade.RESTAURANT),
                    Map.entry("Farmácia Sol", Trade.PHARMACY),
                    Map.entry("Posto da Ria", Trade.FUEL),
                    Map.entry("Livraria Maré", Trade.BOOKSHOP),
                    Map.entry("Ferragens Dias & Filhos", Trade.HARDWARE),
                    Map.entry("Cinema Lux", Trade.CINEMA),
                    Map.entry("Móveis Aurora, Lda.", Trade.FURNITURE),
                    Map.entry("Viagens Gaivota", Trade.TRAVEL),
                    Map.entry("Oficina Tavares", Trade.GARAGE),
                    Map.entry("Energia da Ria", Trade.ENERGY),
                    Map.entry("Águas de Fontelume", Trade.WATER),
                    Map.entry("RiaNet Telecom", Trade.TELECOM),
                    Map.entry("Habitação Fontelume, Coop.", Trade.LANDLORD),
                    Map.entry("Conservas do Atlântico, S.A.", Trade.EMPLOYER),
                    Map.entry("Estaleiro Novo, Lda.", Trade.EMPLOYER),
                    Map.entry("Câmara Municipal de Fontelume", Trade.EMPLOYER),
                    Map.entry("Hospital de São Brás", Trade.EMPLOYER),
                    Map.entry("Escola do Mar", Trade.EMPLOYER),
                    Map.entry("Importadora Boa Viagem", Trade.IMPORTER));

    private final Chance chance;
    private final Books books;
    private final Orders orders;
    private final Names names;
    private final Map<Trade, List<Firm>> firms = new EnumMap<>(Trade.class);
    private final List<Person> people = new ArrayList<>();

    /** A business; the bank itself is one. */
    record Firm(String name, Trade trade, TownAccount account) {}

    Town(Chance chance, Books books, Orders orders) {
        this.chance = chance;
        this.books = books;
        this.orders = orders;
        this.names = new Names(chance);
    }

    List<Firm> firms(Trade trade) {
        return firms.getOrDefault(trade, List.of());
    }

    List<Firm> firms() {
        return firms.values().stream().flatMap(List::stream).toList();
    }

    List<Person> people() {
        return people;
    }

    Names names() {
        return names;
    }

    /** The bank keeps an account for itself, which pays and takes interest. */
    void found(Map<String, String> mark) {
        add("Caixa de Fontelume", Trade.BANK, mark, 2_000_000_00);
    }

    void settleFirms() {
        FIRMS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(firm -> add(firm.getKey(), firm.getValue(), Map.of(), 60_000_00));
    }

    private void add(String name, Trade trade, Map<String, String> metadata, long capital) {
        var currency = trade == Trade.IMPORTER ? REAL : EURO;
        var customerId = books.register(name, names.address(), metadata);
        var opening = new Opening(new Money(capital, currency), Money.zero(currency), true);
        var account = books.open(customerId, opening);
        firms.computeIfAbsent(trade, it -> new ArrayList<>()).add(new Firm(name, trade, account));
    }

    /** Somebody becomes a customer, with what belongs to that. */
    void settlePerson() {
        var name = names.person();
        var customerId = books.register(name, names.address(), Map.of());
        var employer = chance.percent(78) ? chance.pick(employers()) : null;
        long income =
                employer == null
                        ? chance.amount(780_00, 1_650_00)
                        : chance.amount(980_00, 3_400_00);
        long rent = chance.percent(62) ? chance.amount(280_00, 320_00 + income / 5) : 0;
        long limit = chance.percent(45) ? chance.between(1, 8) * 250_00L : 0;
        var initial = euros(chance.amount(150_00, 4_200_00));
        var person =
                new Person(
                        customerId,
                        name,
                        chance.between(45, 155),
                        employer,
                        income,
                        rent,
                        books.open(customerId, new Opening(initial, euros(limit), false)),
                        perhaps(42, customerId, euros(chance.amount(50_00, 18_000_00))),
                        perhaps(9, customerId, new Money(chance.amount(400_00, 9_000_00), REAL)));
        people.add(person);
        arrange(person);
    }

    private @Nullable TownAccount perhaps(int percent, String customerId, Money initial) {
        var opening = new Opening(initial, Money.zero(initial.currency()), false);
        return chance.percent(percent) ? books.open(customerId, opening) : null;
    }

    /** Rents on the first, saving two days after the wages. */
    private void arrange(Person person) {
        if (person.rent() > 0) {
            var landlord = firms(Trade.LANDLORD).getFirst().account();
            var rent = new Monthly(euros(person.rent()), "Rent", 1);
            orders.schedule(person.current(), landlord, rent);
        }
        if (person.savings() != null) {
            var saved = euros(chance.between(1, 8) * 25_00L);
            var plan = new Monthly(saved, "Savings plan", 27);
            orders.schedule(person.current(), person.savings(), plan);
        }
    }

    private List<Firm> employers() {
        // The large ones twice, because most people work there.
        var all = new ArrayList<>(firms(Trade.EMPLOYER));
        all.addAll(firms(Trade.EMPLOYER));
        all.addAll(firms(Trade.GROCER));
        all.addAll(firms(Trade.RESTAURANT));
        all.addAll(firms(Trade.GARAGE));
        return all;
    }

    static Money euros(long minorUnits) {
        return new Money(minorUnits, EURO);
    }
}
