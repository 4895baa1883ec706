package dev.rastro.benchmarks.scenario;

import dev.rastro.benchmarks.measure.Contest;
import dev.rastro.benchmarks.measure.Result;

import java.util.List;

/** Something worth measuring. */
public interface Scenario {

    /** By which it is asked for on the command line. */
    String name();

    /**
     * @param quick to see whether it works, not for figures
     */
    List<Result> run(Cluster cluster, Contest contest, boolean quick) throws Exception;
}
