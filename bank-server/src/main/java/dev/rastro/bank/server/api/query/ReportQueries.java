package dev.rastro.bank.server.api.query;

import dev.rastro.bank.server.timetravel.TimeTravel;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.Route;
import dev.rastro.web.request.QueryParameters;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** What can be asked of the bank as a whole. */
public final class ReportQueries {

    private final TimeTravel timeTravel;
    private final TimeParameters times;

    /**
     * @param times of the accounts' read model
     */
    public ReportQueries(TimeTravel timeTravel, TimeParameters times) {
        this.timeTravel = timeTravel;
        this.times = times;
    }

    public List<Route> routes() {
        return List.of(Route.get("/api/v1/reports/trial-balance", this::trialBalance));
    }

    private Response trialBalance(Request request) {
        var query =
                QueryParameters.of(
                        request,
                        Set.of(
                                TimeParameters.AS_OF,
                                TimeParameters.KNOWN_AT,
                                Freshness.MIN_POSITION));
        var settled = times.settle(request, query);
        var moment = settled.moment();
        var body = new LinkedHashMap<String, Object>();
        body.put(
                "items",
                timeTravel.trialBalance(moment).stream().map(Representations::of).toList());
        body.put("as_of", query.text(TimeParameters.AS_OF).orElse(null));
        body.put("known_at", moment.knownAt().asked());
        return AccountQueries.at(settled.position(), Response.json(200, body));
    }
}
