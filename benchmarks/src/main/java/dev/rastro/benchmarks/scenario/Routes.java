package dev.rastro.benchmarks.scenario;

import java.util.SplittableRandom;
import java.util.function.Function;

/** Between which accounts money moves. */
interface Routes {

    /** Two different accounts. */
    record Route(int from, int to) {}

    int accounts();

    Route next(SplittableRandom random);

    /** Both sides by a Zipf distribution with s = 1. */
    static Routes zipf(int accounts) {
        var zipf = new Zipf(accounts);
        return of(
                accounts,
                random -> {
                    int from = zipf.draw(random);
                    int to = zipf.draw(random);
                    return new Route(from, to == from ? (to + 1) % accounts : to);
                });
    }

    /** From anywhere by a Zipf distribution, always to the same account. */
    static Routes toOne(int accounts) {
        var zipf = new Zipf(accounts - 1);
        return of(accounts, random -> new Route(1 + zipf.draw(random), 0));
    }

    /** Every pair alike. */
    static Routes uniform(int accounts) {
        return of(
                accounts,
                random -> {
                    int from = random.nextInt(accounts);
                    return new Route(from, (from + 1 + random.nextInt(accounts - 1)) % accounts);
                });
    }

    private static Routes of(int accounts, Function<SplittableRandom, Route> next) {
        return new Routes() {
            @Override
            public int accounts() {
                return accounts;
            }

            @Override
            public Route next(SplittableRandom random) {
                return next.apply(random);
            }
        };
    }
}
