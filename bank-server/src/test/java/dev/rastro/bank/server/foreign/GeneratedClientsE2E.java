package dev.rastro.bank.server.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.server.TestBank;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Clients that are generated from the document compile, and lose nothing on the way. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GeneratedClientsE2E {

    private static final TestBank BANK = TestBank.start();
    private static final String NO_DOCUMENTATION =
            "apiTests=false,modelTests=false,apiDocs=false,modelDocs=false";

    /** What both tours see in an empty bank. */
    private static final String SEEN =
            """
            opened with 100.00
            opened with 0.00
            deposited, then 150.00
            the same again true
            found 150.00
            transferred, then 120.00 30.00
            seen 120.00 USD null
            on 3 pages initial_deposit deposit transfer_sent
            event: opened with 100.00
            event: deposited 50.00
            event: sent to Mary
            explained 120.00 2999-12-31
            known at true
            refused 422 currency_mismatch
            refused 400 /owner_name missing_field
            projection of accounts true null
            """;

    @AfterAll
    static void stop() {
        BANK.close();
    }

    @Test
    void a_java_client_opens_pays_turns_pages_and_reads_refusals() {
        var classPath = ApiTools.classPath();
        var folder = ApiTools.workplace("java");
        generate(
                folder.resolve("client"),
                "java",
                "--library=native",
                "--additional-properties=hideGenerationTimestamp=true,"
                        + "useSingleRequestParameter=true,"
                        + "invokerPackage=client,apiPackage=client.api,modelPackage=client.model");
        var classes = folder.resolve("classes");
        compile(folder, classes, classPath);

        var tour =
                Program.run(
                        folder,
                        ApiTools.java("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath + File.pathSeparator + classes,
                        "Tour",
                        server());

        assertThat(tour.output()).isEqualTo(SEEN);
    }

    private static void compile(Path folder, Path classes, String classPath) {
        var command =
                new ArrayList<>(
                        List.of(
                                ApiTools.java("javac"),
                                "-nowarn",
                                "-proc:none",
                                "-d",
                                classes.toString(),
                                "-cp",
                                classPath));
        command.add(ApiTools.source("Tour.java").toString());
        try (var files = Files.walk(folder.resolve("client/src/main/java"))) {
            files.map(Path::toString).filter(it -> it.endsWith(".java")).forEach(command::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertGood(Program.run(folder, command));
    }

    @Test
    void a_typescript_client_opens_pays_turns_pages_and_reads_refusals() {
        var compiler = ApiTools.npm("tsc").toString();
        var folder = ApiTools.workplace("typescript");
        generate(folder.resolve("client"), "typescript-fetch");
        copy(ApiTools.source("tour.ts"), folder.resolve("tour.ts"));
        assertGood(
                Program.run(
                        folder,
                        compiler,
                        "--strict",
                        "--target",
                        "es2022",
                        "--lib",
                        "es2022,dom",
                        "--module",
                        "nodenext",
                        "--moduleResolution",
                        "nodenext",
                        "--outDir",
                        "program",
                        "tour.ts"));

        var tour = Program.run(folder, "node", "program/tour.js", server());

        assertThat(tour.output()).isEqualTo(SEEN);
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void generate(Path folder, String generator, String... options) {
        var command =
                new ArrayList<>(
                        List.of(
                                ApiTools.java("java"),
                                "-Xmx512m",
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                ApiTools.generator().toString(),
                                "generate",
                                "--input-spec=" + ApiTools.document(),
                                "--generator-name=" + generator,
                                "--output=" + folder,
                                "--global-property=" + NO_DOCUMENTATION));
        command.addAll(List.of(options));
        assertGood(Program.run(folder.resolveSibling("."), command));
    }

    private static String server() {
        return "http://127.0.0.1:" + BANK.port();
    }

    private static void assertGood(Program.Outcome outcome) {
        assertThat(outcome.status()).as(outcome.output()).isZero();
    }
}
