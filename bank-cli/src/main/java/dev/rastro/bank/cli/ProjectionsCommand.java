package dev.rastro.bank.cli;

import static dev.rastro.bank.cli.Asking.text;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.JsonNode;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/** {@code projections}: how far the read models are, and what can be done about them. */
@Command(
        name = "projections",
        mixinStandardHelpOptions = true,
        description = "Lists the projections of a running bank, or does something to one.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done; of a rebuild, that the new tables serve",
            "1:refused, no answer, or a rebuild whose tables differ and do not serve",
            "2:bad command line",
            "130:interrupted; a rebuild goes on all the same"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields.
final class ProjectionsCommand implements Callable<Integer> {

    private static final String NAME = "NAME";
    private static final String OF_PROJECTION = "Of the projection.";

    @Mixin private Asking asking;

    @Override
    public Integer call() {
        return asking.ask(bank -> {
            var list = bank.get("/admin/projections", Map.of());
            return asking.show(list, () -> print(list.get("items")));
        });
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Builds it anew beside the tables that serve, and waits for the switch.")
    int rebuild(
            @Parameters(paramLabel = NAME, description = OF_PROJECTION) String name,
            @Option(
                            names = "--compare",
                            description = "Switches only if old and new rows are all equal.")
                    boolean compare) {
        return asking.ask(bank -> new Rebuild(bank, name, asking).run(compare));
    }

    @Command(mixinStandardHelpOptions = true, description = "Stops it, on every node.")
    int pause(@Parameters(paramLabel = NAME, description = OF_PROJECTION) String name) {
        return change(name, "pause");
    }

    @Command(mixinStandardHelpOptions = true, description = "Lets it go on.")
    int resume(@Parameters(paramLabel = NAME, description = OF_PROJECTION) String name) {
        return change(name, "resume");
    }

    private int change(String name, String verb) {
        return asking.ask(bank -> {
            var answer = bank.post(path(name) + "/" + verb, Map.of());
            return asking.show(
                    answer, () -> asking.out().println(name + " is " + text(answer, "state")));
        });
    }

    @Command(mixinStandardHelpOptions = true, description = "Tries parked events again.")
    int retry(@Parameters(paramLabel = NAME, description = OF_PROJECTION) String name) {
        return asking.ask(bank -> {
            var answer = bank.post(path(name) + "/retry-parked", Map.of());
            return asking.show(
                    answer,
                    () -> asking.out().println(text(answer, "streams_back") + " streams are back"));
        });
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Leaves out the event that a stream is parked at; the log tells it.")
    int skip(
            @Parameters(paramLabel = NAME, description = OF_PROJECTION) String name,
            @Option(names = "--stream", required = true, description = "The parked stream.")
                    String stream,
            @Option(
                            names = "--at",
                            required = true,
                            paramLabel = "VERSION",
                            description = "Of the event.")
                    long version,
            @Option(names = "--reason", required = true, description = "Why; it is recorded.")
                    String reason) {
        return asking.ask(bank -> {
            var answer =
                    bank.post(
                            path(name) + "/skip-parked",
                            Map.of("stream", stream, "version", version, "reason", reason));
            return asking.show(
                    answer,
                    () -> {
                        asking.out().printf("skipped %s version %d%n", stream, version);
                        printParked(answer);
                    });
        });
    }

    @Command(
            name = "drop-retired",
            mixinStandardHelpOptions = true,
            description = "Drops tables that no longer serve.")
    int dropRetired(@Parameters(paramLabel = NAME, description = OF_PROJECTION) String name) {
        return asking.ask(bank -> {
            var answer = bank.post(path(name) + "/drop-retired", Map.of());
            return asking.show(
                    answer,
                    () ->
                            asking.out()
                                    .println(
                                            text(answer, "generations_dropped")
                                                    + " generations dropped"));
        });
    }

    private static String path(String name) {
        return "/admin/projections/" + RunningBank.segment(name);
    }

    private void print(JsonNode projections) {
        var table =
                new TextTable(
                        Set.of(2, 3, 4, 5, 6, 7),
                        "NAME",
                        "STATE",
                        "POSITION",
                        "LAG",
                        "LAG-MS",
                        "EVENTS/S",
                        "GENERATION",
                        "PARKED",
                        "REBUILD");
        for (var it : projections) {
            table.add(
                    text(it, "name"),
                    text(it, "state"),
                    text(it, "position"),
                    text(it, "lag_events"),
                    text(it, "lag_millis"),
                    text(it, "rate"),
                    text(it.path("serving"), "generation"),
                    Integer.toString(it.path("parked").size()),
                    it.path("rebuild").isNull() ? "" : Rebuild.progress(it.path("rebuild")));
        }
        table.print(asking.out());
        projections.forEach(this::printParked);
    }

    private void printParked(JsonNode projection) {
        for (var parked : projection.path("parked")) {
            asking.out()
                    .printf(
                            "%s: %s is parked at version %s: %s%n",
                            text(projection, "name"),
                            text(parked, "stream"),
                            text(parked, "first_version"),
                            text(parked, "reason"));
        }
    }
}
