package dev.rastro.benchmarks.scenario;

import dev.rastro.benchmarks.measure.Caller;
import dev.rastro.benchmarks.measure.Contender;

/** Transfers as Rastro does them: two events and a receipt, decided in memory. */
final class RastroTransfers implements Contender {

    private final RastroBank bank;
    private final Routes routes;
    private final long total;

    RastroTransfers(RastroBank bank, Routes routes) {
        this.bank = bank;
        this.routes = routes;
        this.total = bank.total();
    }

    @Override
    public String name() {
        return "rastro";
    }

    @Override
    public int operate(Caller caller) {
        var route = routes.next(caller.random());
        long amount = caller.random().nextLong(1, 1_001);
        return bank.transfer(route.from(), route.to(), amount) ? 1 : 0;
    }

    @Override
    public void verify() {
        long now = bank.total();
        if (now != total) {
            throw new IllegalStateException("%d became %d".formatted(total, now));
        }
    }
}
