package dev.rastro.bank.demo.town;

import dev.rastro.bank.customer.Address;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What people and streets are called in Fontelume, which is on no map. */
final class Names {

    private static final String TOWN = "Fontelume";

    private static final List<String> FIRST =
            listed(
                    """
                    Ana, Beatriz, Catarina, Clara, Eunice, Filipa, Helena, Inês, Joana, Leonor,
                    Luísa, Mafalda, Maria, Matilde, Odete, Rita, Sofia, Teresa, Vitória, Zélia,
                    Afonso, André, António, Bruno, Caetano, Diogo, Duarte, Fábio, Gonçalo, Henrique,
                    Hugo, João, José, Luís, Martim, Miguel, Nuno, Paulo, Rui, Tomás, Vasco, Aisha,
                    Maeve, Jürgen, Olena, Zoë
                    """);

    private static final List<String> LAST =
            listed(
                    """
                    Almeida, Antunes, Azevedo, Baptista, Barros, Branco, Cardoso, Carvalho, Castro,
                    Coelho, Correia, Costa, Cunha, da Silva, dos Santos, Duarte, Esteves, Faria,
                    Fonseca, Freitas, Guerreiro, Henriques, Lobo, Lopes, Machado, Magalhães,
                    Marques, Melo, Mendonça, Moniz, Morais, Neves, Nogueira, Pacheco, Pinto,
                    Queirós, Ramalho, Rebelo, Sá, Simões, Sousa e Silva, Tavares, Valadão, Vaz,
                    Vieira, O’Neill, Kovalenko, Weiß
                    """);

    private static final List<String> STREETS =
            listed(
                    """
                    Rua das Oliveiras, Rua do Cais, Travessa da Fonte, Avenida da Ria, Largo do
                    Pelourinho, Rua Nova, Beco dos Pescadores, Rua do Farol, Calçada de São Brás,
                    Rua da Eira, Praceta das Camélias, Rua do Moinho, Estrada da Praia, Rua de Trás
                    """);

    private final SeededRandom random;
    private final Set<String> taken = new HashSet<>();

    Names(SeededRandom random) {
        this.random = random;
    }

    private static List<String> listed(String names) {
        return List.of(names.strip().replace("\n", " ").split(", "));
    }

    /** Of nobody else. */
    String person() {
        while (true) {
            var name = random.pick(FIRST) + " " + random.pick(LAST);
            if (taken.add(name)) {
                return name;
            }
            var longer = name + " " + random.pick(LAST);
            if (taken.add(longer)) {
                return longer;
            }
        }
    }

    Address address() {
        return new Address(
                "%s %d".formatted(random.pick(STREETS), random.between(1, 140)),
                TOWN,
                // A code that the Portuguese post has not given away.
                "9990-%03d".formatted(random.between(101, 119)),
                "PT");
    }

    /** Some go away. */
    Address newAddress() {
        return random.percent(80)
                ? address()
                : new Address("Avenida Central 7", "Vale de Prata", "9970-001", "PT");
    }
}
