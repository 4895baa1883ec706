package dev.rastro.bank.server.account;

import dev.rastro.bank.server.account.readmodel.AccountReader;
import dev.rastro.bank.server.shared.live.LiveStreams;
import dev.rastro.bank.server.shared.live.Wanted;
import dev.rastro.bank.server.shared.problem.ProblemCode;
import dev.rastro.bank.server.shared.query.Freshness;
import dev.rastro.bank.server.shared.query.TimeParameters;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.subscription.EventFilter;
import dev.rastro.engine.subscription.EventSource;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.Route;
import dev.rastro.web.request.QueryParameters;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** An account live. */
final class AccountStream {

    private final EventSource log;
    private final AccountReader reader;
    private final TimeParameters times;
    private final LiveStreams live;

    /**
     * @param times of the accounts' read model
     */
    AccountStream(EventSource log, AccountReader reader, TimeParameters times, LiveStreams live) {
        this.log = log;
        this.reader = reader;
        this.times = times;
        this.live = live;
    }

    List<Route> routes() {
        return List.of(
                Route.get(AccountQueries.ACCOUNT + "/stream", this::follow)
                        .producing(List.of(LiveStreams.MEDIA_TYPE)));
    }

    /** The account's events as they happen, and after each run of them the account itself. */
    private Response follow(Request request) {
        QueryParameters.of(request, Set.of());
        var id = request.pathParameter("account_id");
        if (reader.account(id).isEmpty() && !isInLog(id)) {
            throw ProblemCode.ACCOUNT_NOT_FOUND.because("there is no account " + id).exception();
        }
        long start = live.start(request, OptionalLong.empty());
        long shown = times.freshness().hopeFor(start);
        return live.follow(
                        request,
                        start,
                        Wanted.allOf(new StreamName("account", id), log),
                        (out, position) -> sendAccount(out, id, position))
                .header(Freshness.HEADER, Long.toString(shown));
    }

    private boolean isInLog(String id) {
        try {
            var stream = EventFilter.stream(new StreamName("account", id));
            return !log.read(stream, 0, 1).events().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void sendAccount(OutputStream out, String id, long position) throws IOException {
        times.freshness().hopeFor(position);
        if (Thread.currentThread().isInterrupted()) {
            return; // The stream is being closed.
        }
        var row = reader.account(id);
        if (row.isPresent()) {
            var view = AccountView.ofAll(List.of(row.get()), reader, times.today());
            LiveStreams.send(out, position, "account", view.apply(row.get()));
        }
    }
}
