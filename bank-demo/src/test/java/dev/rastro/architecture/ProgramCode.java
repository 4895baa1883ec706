package dev.rastro.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** Leaves out tests, also those that another module lends as an archive, and what only measures. */
final class ProgramCode implements ImportOption {

    private static final ImportOption NO_TESTS = new DoNotIncludeTests();

    @Override
    public boolean includes(Location location) {
        return NO_TESTS.includes(location)
                && !location.contains("-tests.jar")
                && !location.contains("/benchmarks/");
    }
}
