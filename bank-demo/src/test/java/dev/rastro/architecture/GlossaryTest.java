package dev.rastro.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Each thing has one name, the field's where it has one. Names that gave way to a better one do not
 * come back; the name to use instead is the one in brackets.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GlossaryTest {

    /** Of types: declared anywhere, or named in the documents. */
    private static final String TYPES =
            String.join(
                    "|",
                    "Impatience", // TimeoutSweeper
                    "Answering", // CompletionDispatcher
                    "Gathering", // OpenBatch
                    "LogTail", // KnownHeads
                    "Signed", // PlacedReceipt
                    "Rest", // InterruptibleWait
                    "Surroundings", // Environment
                    "StandingOrderBook", // StandingOrderReader
                    "NotBetweenThese", // AccountsNotEligible
                    "Elsewhere", // Fallback
                    "Figures", // Stats
                    "Storyteller", // HistoryRecorder
                    "Desk", // CommandDispatcher
                    "Queues", // OrderedExecutor
                    "DemoMark", // DemoYear
                    "Books", // TownBank
                    "Slip", // Purpose
                    "Chance"); // SeededRandom

    /** Of methods and what they are called with. */
    private static final String METHODS =
            String.join(
                    "|",
                    "becameFact", // onCommitted
                    "commitByAsking", // commitSlowPath
                    "trouble", // lastError
                    "told", // listener, on…, reported
                    "tellYear", // simulateYear
                    "tellMoment"); // simulateMoment

    private static final Pattern IN_CODE =
            Pattern.compile(
                    "\\b(class|record|interface|enum) (%s)\\b|\\b(%s)\\(|several hands"
                            .formatted(TYPES, METHODS));

    private static final Pattern IN_DOCUMENTS =
            Pattern.compile(
                    "`[^`\n]*\\b((%s)\\b|(%s)\\()[^`\n]*`|several hands".formatted(TYPES, METHODS));

    @Test
    void retired_names_do_not_come_back() {
        assertThat(Sources.linesMatching(IN_CODE, ".java"))
                .filteredOn(line -> !line.contains("GlossaryTest"))
                .isEmpty();
        assertThat(Sources.linesMatching(IN_DOCUMENTS, ".md"))
                .filteredOn(line -> !line.startsWith("CHANGELOG")) // It speaks of its time.
                .isEmpty();
    }

    @Test
    void they_would_be_found() {
        assertThat(List.of("final class LogTail {", "store.trouble()", "by several hands"))
                .allMatch(line -> IN_CODE.matcher(line).find());
        assertThat(List.of("see `LogTail`", "`PostgresEventStore.trouble()` says so"))
                .allMatch(line -> IN_DOCUMENTS.matcher(line).find());
        assertThat(Sources.linesMatching(Pattern.compile("^class GlossaryTest"), ".java"))
                .hasSize(1);
    }
}
