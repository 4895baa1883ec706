package dev.rastro.bank.demo.town;

import dev.rastro.bank.demo.town.Books.Slip;

/** People who move, give accounts up, or leave the town. */
final class Residents {

    private final Town town;
    private final Books books;
    private final Orders orders;

    Residents(Town town, Books books, Orders orders) {
        this.town = town;
        this.books = books;
        this.orders = orders;
    }

    void move(Person person) {
        if (person.isHere()) {
            books.relocate(person.customerId(), town.names().newAddress());
        }
    }

    void giveUpSavings(Person person) {
        var savings = person.savings();
        if (person.isHere() && savings != null && savings.isOpen()) {
            orders.cancelAllOf(savings);
            books.close(person.customerId(), savings, person.current());
        }
    }

    /**
     * @param forgotten whether the bank archives the customer
     */
    void leave(Person person, boolean forgotten) {
        if (!person.isHere()) {
            return;
        }
        giveUpSavings(person);
        orders.cancelAllOf(person.current());
        var reais = person.reais();
        if (reais != null && reais.isOpen()) {
            empty(reais);
            books.close(person.customerId(), reais, null);
        }
        empty(person.current());
        books.close(person.customerId(), person.current(), null);
        if (forgotten) {
            books.archive(person.customerId(), "moved to another country");
        }
    }

    private void empty(TownAccount account) {
        if (account.balance() > 0) {
            books.payOut(account, account.balance(), new Slip("branch", "Paid out at the end"));
        } else if (account.balance() < 0) {
            books.payIn(account, -account.balance(), new Slip("branch", "Settled at the end"));
        }
    }
}
