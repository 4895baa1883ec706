package dev.rastro.bank.server.ledger;

import dev.rastro.bank.server.shared.query.Freshness;
import dev.rastro.bank.server.shared.query.TimeParameters;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.Route;
import dev.rastro.web.request.QueryParameters;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** What all accounts hold together, and the world outside them. */
final class TrialBalanceQueries {

    private final TrialBalance trialBalance;
    private final TimeParameters times;

    /**
     * @param times of the accounts' read model
     */
    TrialBalanceQueries(TrialBalance trialBalance, TimeParameters times) {
        this.trialBalance = trialBalance;
        this.times = times;
    }

    List<Route> routes() {
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
        body.put("items", trialBalance.at(moment).stream().map(TrialBalanceView::of).toList());
        body.put("as_of", query.text(TimeParameters.AS_OF).orElse(null));
        body.put("known_at", moment.knownAt().asked());
        return Freshness.at(settled.position(), Response.json(200, body));
    }
}
