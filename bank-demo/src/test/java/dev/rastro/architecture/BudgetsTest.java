package dev.rastro.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.TreeMap;

/** The program stays small. There are no exceptions; raise no limit. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BudgetsTest {

    private static final int FILE_LINES_MAX = 300;
    private static final int METHOD_LINES_MAX = 40;
    private static final int PARAMETERS_MAX = 4;
    private static final int PACKAGE_TYPES_MAX = 15;
    private static final int STORE_LINES_MAX = 100;

    private static final Measure PROGRAM = Measure.of(Sources.ofProgram());

    @Test
    void a_file_has_at_most_300_lines() {
        assertThat(over(FILE_LINES_MAX, PROGRAM.linesOfFile())).isEmpty();
    }

    @Test
    void a_method_has_at_most_40_lines() {
        assertThat(over(METHOD_LINES_MAX, PROGRAM.linesOfMethod())).isEmpty();
    }

    /** A record's constructor has as many as the record has components. */
    @Test
    void a_method_has_at_most_4_parameters() {
        assertThat(over(PARAMETERS_MAX, PROGRAM.parametersOfMethod())).isEmpty();
    }

    @Test
    void a_package_has_at_most_15_types() {
        assertThat(over(PACKAGE_TYPES_MAX, PROGRAM.typesOfPackage())).isEmpty();
    }

    /** If this grows, the contract of a store is too big. */
    @Test
    void a_whole_store_in_memory_has_at_most_100_lines() {
        assertThat(PROGRAM.linesOfFile().get("dev.rastro.engine.testkit.InMemoryEventStore.java"))
                .isNotNull()
                .isLessThanOrEqualTo(STORE_LINES_MAX);
    }

    @Test
    void all_modules_are_measured() {
        assertThat(PROGRAM.linesOfMethod())
                .containsKeys(
                        "dev.rastro.engine.command.CommandHandler.handle",
                        "dev.rastro.engine.json.JsonEventCodec.encode",
                        "dev.rastro.engine.postgres.log.Appender.commit",
                        "dev.rastro.web.HttpServer.start",
                        "dev.rastro.embedded.EmbeddedDatabase.start",
                        "dev.rastro.bank.account.AccountDecider.decide",
                        "dev.rastro.bank.server.BankServer.start",
                        "dev.rastro.bank.cli.Main.main",
                        "dev.rastro.bank.demo.Main.main");
    }

    private static Map<String, Integer> over(int limit, Map<String, Integer> sizes) {
        var over = new TreeMap<>(sizes);
        over.values().removeIf(size -> size <= limit);
        return over;
    }
}
