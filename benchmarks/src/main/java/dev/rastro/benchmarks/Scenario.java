package dev.rastro.benchmarks;

import dev.rastro.benchmarks.append.AppendScenario;
import dev.rastro.benchmarks.append.PeersScenario;
import dev.rastro.benchmarks.fixture.Cluster;
import dev.rastro.benchmarks.http.DepositScenario;
import dev.rastro.benchmarks.measure.Contest;
import dev.rastro.benchmarks.scenario.GrowthScenario;
import dev.rastro.benchmarks.scenario.LoadScenario;
import dev.rastro.benchmarks.scenario.ReadModelScenario;
import dev.rastro.benchmarks.scenario.TransferScenario;

import java.util.Locale;

/** Something worth measuring. */
enum Scenario {
    APPEND(AppendScenario::run),
    TRANSFER(TransferScenario::amongMany),
    HOT(TransferScenario::toOne),
    TEN_ACCOUNTS(TransferScenario::amongTen),
    REBUILD(ReadModelScenario::rebuild),
    LAG(ReadModelScenario::lag),
    DEPOSIT(DepositScenario::run),
    OVERLOAD(DepositScenario::overload),
    LOAD(LoadScenario::run),
    GROWTH(GrowthScenario::run),
    PEERS(PeersScenario::run);

    @SuppressWarnings("ImmutableEnumChecker") // References to methods.
    final Script script;

    /** Sets up, measures, and checks. */
    interface Script {
        void run(Cluster cluster, Contest contest) throws Exception;
    }

    Scenario(Script script) {
        this.script = script;
    }

    /** By which it is asked for on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
