package dev.rastro.bank.demo.town;

import java.util.List;

/** What a firm lives on, and what people pay there. */
enum Trade {
    GROCER(34, 6_20, 94_00, "Groceries"),
    BAKERY(16, 1_10, 9_80, "Bread", "Breakfast"),
    CAFE(14, 1_30, 14_50, "Coffee", "Lunch"),
    RESTAURANT(9, 14_00, 88_00, "Dinner", "Lunch menu"),
    PHARMACY(6, 4_30, 46_00, "Pharmacy"),
    FUEL(9, 22_00, 79_00, "Fuel"),
    BOOKSHOP(4, 6_90, 58_00, "Books", "School books"),
    HARDWARE(4, 5_50, 180_00, "Tools & paint", "Garden"),
    CINEMA(4, 7_50, 31_00, "Cinema"),
    FURNITURE(0, 240_00, 2_400_00, "Sofa", "Wardrobe", "New kitchen, part payment"),
    TRAVEL(0, 190_00, 2_900_00, "Flights", "Holiday", "Ferry and hotel"),
    GARAGE(0, 160_00, 1_900_00, "Car repair", "Tyres", "Inspection and brakes"),
    ENERGY(0, 34_00, 128_00, "Electricity"),
    WATER(0, 11_00, 39_00, "Water"),
    TELECOM(0, 24_99, 54_99, "Internet and phone"),
    LANDLORD(0, 0, 0, "Rent"),
    EMPLOYER(0, 0, 0, "Wages"),
    IMPORTER(0, 40_00, 840_00, "Encomenda do Brasil", "Café e mate"),
    BANK(0, 0, 0, "Interest");

    private final int weight;
    private final long least;
    private final long most;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed.
    private final List<String> texts;

    Trade(int weight, long least, long most, String... texts) {
        this.weight = weight;
        this.least = least;
        this.most = most;
        this.texts = List.of(texts);
    }

    /** Of a hundred purchases, how many are made in such shops. */
    int weight() {
        return weight;
    }

    long price(SeededRandom random) {
        return random.amount(least, most);
    }

    String text(SeededRandom random) {
        return random.pick(texts);
    }
}
