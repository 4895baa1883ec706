package dev.rastro.bank.cli.importer;

import dev.rastro.bank.cli.importer.client.StopSignal;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** One run of the command, as a shell would see it. */
record CommandRun(int status, List<String> out, String err) {

    static CommandRun of(StopSignal stop, SourceFolder folder, FakeBank bank, String... options) {
        var arguments = new ArrayList<String>();
        arguments.addAll(List.of(folder.path().toString(), "--url", bank.url().toString()));
        arguments.addAll(List.of("--retry-seconds", "600"));
        arguments.addAll(List.of(options));
        var out = new StringWriter();
        var err = new StringWriter();
        int status =
                new CommandLine(new ImportCommand(stop))
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .setOverwrittenOptionsAllowed(true)
                        .execute(arguments.toArray(String[]::new));
        return new CommandRun(status, out.toString().lines().toList(), err.toString());
    }

    String lastLine() {
        return out.getLast();
    }
}
