package dev.rastro.bank.cli;

import static dev.rastro.bank.cli.Asking.text;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import tools.jackson.databind.JsonNode;

import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code events}: the log, as it is or as it grows. */
@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        description = "Prints events of a running bank, oldest first.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:printed",
            "1:refused, or no answer",
            "2:bad command line",
            "130:interrupted while following"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields.
final class EventsCommand implements Callable<Integer> {

    private static final int PAGE_SIZE = 500;
    private static final int LIMIT_DEFAULT = 50;
    private static final long RETRY_MILLIS = 1_000;
    private static final String AHEAD = "position_ahead_of_log";

    @Spec private CommandSpec spec;
    @Mixin private Asking asking;

    @Option(names = "--stream", paramLabel = "S", description = "Only this one: account-…")
    private @Nullable String stream;

    @Option(names = "--type", paramLabel = "T", split = ",", description = "Only of these types.")
    private @Nullable List<String> types;

    @Option(names = "--after", paramLabel = "P", description = "Only what follows this position.")
    private @Nullable Long after;

    @Option(names = "--follow", description = "Goes on as the log grows, until interrupted.")
    private boolean follow;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many (default: 50, or no end with --follow).")
    private @Nullable Integer limit;

    private boolean heard;
    private long printed;
    private long position;

    @Override
    public Integer call() {
        if (limit != null && limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit: must be at least 1");
        }
        if (after != null && after < 0) {
            throw new ParameterException(spec.commandLine(), "--after: must not be negative");
        }
        return asking.ask(follow ? this::follow : this::list);
    }

    private int list(RunningBank bank) {
        int most = limit == null ? LIMIT_DEFAULT : limit;
        var query = query();
        var cursor = "";
        do {
            query.put("limit", Long.toString(Math.min(PAGE_SIZE, most - printed)));
            var page = bank.get("/events", query);
            page.get("items").forEach(this::print);
            cursor = text(page, "next_cursor");
            query.put("cursor", cursor);
        } while (!cursor.isEmpty() && printed < most);
        return Asking.SUCCESS;
    }

    private int follow(RunningBank bank) {
        var query = query();
        while (true) {
            var news = "the stream has ended; trying again";
            try {
                bank.follow("/events", query, this::printUntilEnough);
            } catch (RefusedException | UncheckedIOException e) {
                if (!heard) {
                    throw e;
                }
                if (e instanceof RefusedException refused && refused.isFor(AHEAD)) {
                    position = refused.position();
                    news = "the log was taken back; going on at its end, " + position;
                }
            }
            if (isEnough()) {
                return Asking.SUCCESS;
            }
            if (heard) {
                query.put("after", Long.toString(position));
            }
            asking.err().println(news);
            asking.err().flush();
            pause();
        }
    }

    private Map<String, String> query() {
        var query = new LinkedHashMap<String, String>();
        if (after != null) {
            query.put("after", Long.toString(after));
        }
        if (stream != null) {
            query.put("stream", stream);
        }
        if (types != null) {
            query.put("types", String.join(",", types));
        }
        return query;
    }

    private boolean printUntilEnough(JsonNode event) {
        print(event);
        asking.out().flush();
        return !isEnough();
    }

    /** Also when nobody reads any more, as behind {@code | head}. */
    private boolean isEnough() {
        return (limit != null && printed >= limit) || asking.out().checkError();
    }

    private void print(JsonNode event) {
        printed++;
        heard = true;
        position = event.get("position").asLong();
        if (asking.json()) {
            asking.out().println(event.toString());
            return;
        }
        asking.out()
                .printf(
                        "%8d  %-27s  %s  %d  %s  %s%n",
                        position,
                        text(event, "recorded_at"),
                        text(event, "stream"),
                        event.get("version").asLong(),
                        text(event, "type"),
                        event.get("data"));
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException("interrupted", e);
        }
    }
}
