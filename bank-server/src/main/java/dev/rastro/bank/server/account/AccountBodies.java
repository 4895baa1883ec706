package dev.rastro.bank.server.account;

import dev.rastro.bank.limit.Limits;
import dev.rastro.bank.server.shared.command.Amounts;
import dev.rastro.web.body.Body;
import dev.rastro.web.json.Fields;
import dev.rastro.web.json.JsonBody;
import dev.rastro.web.json.RawAmount;

import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;

/** What the bodies of commands on accounts look like; also for those who send them. */
public final class AccountBodies {

    private AccountBodies() {}

    /**
     * Refuses a body that is refused whatever is in the bank.
     *
     * @param body names its currency
     * @throws dev.rastro.web.problem.ProblemException with the answer to it
     */
    public static void checkOpening(Body body) {
        var opening = JsonBody.parse(body).read(Opening::read);
        var currency = Amounts.countable(opening.currency().orElseThrow());
        opening.initialDeposit().ifPresent(raw -> Amounts.of(raw, currency));
        opening.overdraftLimit().ifPresent(raw -> Amounts.of(raw, currency));
    }

    /** As {@link #checkOpening}, for deposits and withdrawals. */
    public static void checkMovement(Body body) {
        var movement = JsonBody.parse(body).read(Movement::read);
        var currency = Amounts.countable(movement.currency().orElseThrow());
        var unused = Amounts.of(movement.amount(), currency);
    }

    record Opening(
            Optional<String> ownerName,
            Optional<String> customerId,
            Optional<Currency> currency,
            Optional<RawAmount> initialDeposit,
            Optional<RawAmount> overdraftLimit,
            Optional<String> externalId,
            Optional<LocalDate> effectiveDate,
            Map<String, String> metadata) {

        static Opening read(Fields fields) {
            fields.exactlyOneOf("owner_name", "customer_id");
            return new Opening(
                    fields.optionalText("owner_name", Limits.NAME_LENGTH_MAX),
                    fields.optionalText("customer_id", Limits.ID_LENGTH_MAX),
                    fields.optionalCurrency("currency"),
                    fields.optionalAmount("initial_deposit"),
                    fields.optionalAmount("overdraft_limit"),
                    fields.optionalText("external_id", Limits.EXTERNAL_ID_LENGTH_MAX),
                    fields.optionalDate("effective_date"),
                    fields.map("metadata"));
        }
    }

    record Movement(
            RawAmount amount,
            Optional<Currency> currency,
            String description,
            Optional<LocalDate> effectiveDate,
            Map<String, String> metadata) {

        static Movement read(Fields fields) {
            return new Movement(
                    fields.amount("amount"),
                    fields.optionalCurrency("currency"),
                    fields.textOrEmpty("description", Limits.DESCRIPTION_LENGTH_MAX),
                    fields.optionalDate("effective_date"),
                    fields.map("metadata"));
        }
    }

    record Sending(String toAccountId, Movement movement) {
        static Sending read(Fields fields) {
            return new Sending(
                    fields.text("to_account_id", Limits.ID_LENGTH_MAX), Movement.read(fields));
        }
    }

    record Ending(Optional<String> reason, Optional<String> sweepTo) {
        static Ending read(Fields fields) {
            return new Ending(
                    fields.optionalText("reason", Limits.DESCRIPTION_LENGTH_MAX),
                    fields.optionalText("sweep_to", Limits.ID_LENGTH_MAX));
        }
    }
}
