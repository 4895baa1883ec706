package dev.rastro.bank.cli;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;

/** A real bank's books, which stay outside the repository. */
public final class Berka {

    private Berka() {}

    /** Where they are; without them the test that asks is skipped, and says so. */
    public static Path folder() {
        // Tests run in the module's folder; the data lies beside the repository.
        var folder =
                Path.of(System.getProperty("rastro.berka", "../../shared/data/berka"))
                        .toAbsolutePath()
                        .normalize();
        assumeThat(folder.resolve("transactions.csv"))
                .as("the Berka data is not in %s; name its folder with -Drastro.berka=DIR", folder)
                .exists();
        return folder;
    }
}
