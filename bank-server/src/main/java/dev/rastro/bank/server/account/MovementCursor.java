package dev.rastro.bank.server.account;

import dev.rastro.bank.server.account.timetravel.Movement;
import dev.rastro.bank.server.account.timetravel.MovementFilter.Place;
import dev.rastro.web.problem.HttpProblem;
import dev.rastro.web.problem.ProblemException;
import dev.rastro.web.request.QueryParameters;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where to go on in a list of movements.
 *
 * @param position at which the list is seen: a movement that is backdated while somebody turns the
 *     pages would change all balances after it
 */
record MovementCursor(long position, Place place) {

    private static final int PARTS = 4;

    static Optional<MovementCursor> of(QueryParameters query) {
        return query.cursor().map(MovementCursor::parse);
    }

    static MovementCursor after(Movement movement, long position) {
        return new MovementCursor(position, Place.of(movement));
    }

    static OptionalLong pinned(Optional<MovementCursor> cursor) {
        return cursor.map(it -> OptionalLong.of(it.position)).orElse(OptionalLong.empty());
    }

    String text() {
        return "%d/%s/%d/%s"
                .formatted(
                        position,
                        place.effectiveDate(),
                        place.version(),
                        place.balance().toBigIntegerExact());
    }

    private static MovementCursor parse(String text) {
        var parts = text.split("/", -1);
        if (parts.length != PARTS) {
            throw invalid();
        }
        try {
            var place =
                    new Place(
                            LocalDate.parse(parts[1]),
                            Long.parseLong(parts[2]),
                            new BigDecimal(new BigInteger(parts[3])));
            return new MovementCursor(Long.parseLong(parts[0]), place);
        } catch (DateTimeException | NumberFormatException e) {
            throw invalid();
        }
    }

    private static ProblemException invalid() {
        return HttpProblem.INVALID_CURSOR
                .because("this cursor was not made by this list")
                .exception();
    }
}
