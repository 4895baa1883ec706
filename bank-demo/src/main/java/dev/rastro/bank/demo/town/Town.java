package dev.rastro.bank.demo.town;

import dev.rastro.bank.demo.town.MonthlyOrders.Monthly;
import dev.rastro.bank.money.Money;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who lives in Fontelume, and how they came to their accounts. */
final class Town {

    private static final Currency EURO = Currency.getInstance("EUR");
    private static final Currency REAL = Currency.getInstance("BRL");

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

    private final SeededRandom random;
    private final TownBank bank;
    private final MonthlyOrders orders;
    private final Names names;
    private final Map<Trade, List<Firm>> firms = new EnumMap<>(Trade.class);
    private final List<Person> people = new ArrayList<>();

    /** A business; the bank itself is one. */
    record Firm(String name, Trade trade, TownAccount account) {}

    /**
     * Somebody who lives in the town.
     *
     * @param spendingPercent who has more than a hundred spends more than others
     * @param employer null for pensioners
     * @param income a month
     * @param savings null for those who have none
     * @param reais an account in Brazilian money; null for most
     */
    record Person(
            String customerId,
            int spendingPercent,
            @Nullable Firm employer,
            long income,
            TownAccount current,
            @Nullable TownAccount savings,
            @Nullable TownAccount reais) {

        boolean isHere() {
            return current.isOpen();
        }
    }

    Town(SeededRandom random, TownBank bank) {
        this.random = random;
        this.bank = bank;
        this.orders = new MonthlyOrders(bank);
        this.names = new Names(random);
    }

    MonthlyOrders orders() {
        return orders;
    }

    Names names() {
        return names;
    }

    List<Firm> firms() {
        return firms.values().stream().flatMap(List::stream).toList();
    }

    List<Firm> firms(Trade trade) {
        return firms.getOrDefault(trade, List.of());
    }

    /** The only one, or the first. */
    Firm firm(Trade trade) {
        return firms(trade).getFirst();
    }

    /** All who have not left. */
    List<Person> people() {
        return people.stream().filter(Person::isHere).toList();
    }

    List<Person> staff(Firm firm) {
        return people().stream().filter(it -> firm.equals(it.employer())).toList();
    }

    /** The bank keeps an account for itself, which pays and takes interest. */
    void addBank(Map<String, String> metadata) {
        add("Caixa de Fontelume", Trade.BANK, metadata, 2_000_000_00);
    }

    void addFirms() {
        new TreeMap<>(FIRMS).forEach((name, trade) -> add(name, trade, Map.of(), 60_000_00));
    }

    private void add(String name, Trade trade, Map<String, String> metadata, long capital) {
        var initial = new Money(capital, trade == Trade.IMPORTER ? REAL : EURO);
        var customerId = bank.register(name, names.address(), metadata);
        var account = bank.open(customerId, initial, 0, true);
        firms.computeIfAbsent(trade, it -> new ArrayList<>()).add(new Firm(name, trade, account));
    }

    /** Somebody becomes a customer, with what belongs to that. */
    void addPerson() {
        var customerId = bank.register(names.person(), names.address(), Map.of());
        var employer = random.percent(78) ? random.pick(employers()) : null;
        long income =
                employer == null
                        ? random.amount(780_00, 1_650_00)
                        : random.amount(980_00, 3_400_00);
        long rent = random.percent(62) ? random.amount(280_00, 320_00 + income / 5) : 0;
        long limit = random.percent(45) ? random.between(1, 8) * 250_00L : 0;
        var initial = euros(random.amount(150_00, 4_200_00));
        var person =
                new Person(
                        customerId,
                        random.between(45, 155),
                        employer,
                        income,
                        bank.open(customerId, initial, limit, false),
                        perhaps(42, customerId, euros(random.amount(50_00, 18_000_00))),
                        perhaps(9, customerId, new Money(random.amount(400_00, 9_000_00), REAL)));
        people.add(person);
        schedulePayments(person, rent);
    }

    private @Nullable TownAccount perhaps(int percent, String customerId, Money initial) {
        return random.percent(percent) ? bank.open(customerId, initial, 0, false) : null;
    }

    /** Rents on the first, saving two days after the wages. */
    private void schedulePayments(Person person, long rent) {
        if (rent > 0) {
            var landlord = firm(Trade.LANDLORD).account();
            orders.schedule(person.current(), new Monthly(landlord, euros(rent), "Rent", 1));
        }
        var savings = person.savings();
        if (savings != null) {
            var saved = euros(random.between(1, 8) * 25_00L);
            orders.schedule(person.current(), new Monthly(savings, saved, "Savings plan", 27));
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

    private static Money euros(long minorUnits) {
        return new Money(minorUnits, EURO);
    }
}
