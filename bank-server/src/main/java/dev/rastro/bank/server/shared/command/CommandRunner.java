package dev.rastro.bank.server.shared.command;

import dev.rastro.bank.server.shared.problem.ProblemCode;
import dev.rastro.engine.command.CommandContext;
import dev.rastro.engine.command.Handled;
import dev.rastro.engine.command.Idempotency;
import dev.rastro.engine.decider.Entity;
import dev.rastro.engine.decider.States;
import dev.rastro.engine.event.Metadata;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.json.JsonBody;
import dev.rastro.web.problem.HttpProblem;
import dev.rastro.web.problem.Problem;
import dev.rastro.web.request.IfMatch;
import dev.rastro.web.request.QueryParameters;

import java.util.Set;
import java.util.function.Function;

/** Carries a command from HTTP to the handler and back: keys, versions, who and why. */
public final class CommandRunner {

    /** Until there is authentication. */
    private static final String ACTOR = "anonymous";

    private final boolean keyRequired;

    /**
     * @param keyRequired whether commands without an {@code Idempotency-Key} are refused
     */
    public CommandRunner(boolean keyRequired) {
        this.keyRequired = keyRequired;
    }

    /**
     * How to answer a command.
     *
     * @param entity that {@code If-Match} is about
     */
    public record AnswerFormat<R>(
            Entity<?, ?> entity,
            Function<States, Answer> accepted,
            Function<R, Problem> rejected) {}

    public <R> Response run(
            Request request,
            JsonBody body,
            AnswerFormat<R> format,
            Function<CommandContext<R>, Handled<R>> command) {
        // Refused, because whoever sends ?dry_run=true must not move money.
        QueryParameters.of(request, Set.of());
        return switch (command.apply(context(request, body, format))) {
            case Handled.Accepted<R>(var after, long position, var remembered) ->
                    remembered
                            .map(Answer::decode)
                            .orElseGet(() -> format.accepted().apply(after))
                            .response(position);
            case Handled.Rejected<R>(var reason, long position, var remembered) ->
                    remembered
                            .map(Answer::decode)
                            .orElseGet(() -> refused(request, format, reason))
                            .response(position);
            case Handled.Replayed<R>(var first) ->
                    Answer.decode(first.receipt().answer())
                            .response(first.position())
                            .header("Idempotency-Replayed", "true");
            case Handled.KeyReused<R> reused ->
                    throw ProblemCode.IDEMPOTENCY_KEY_REUSED
                            .because("the key was first used for a request with other content")
                            .exception();
            case Handled.VersionMismatch<R>(long actual) ->
                    throw HttpProblem.VERSION_MISMATCH
                            .because("the version is %d".formatted(actual))
                            .with("version", actual)
                            .exception();
        };
    }

    private <R> CommandContext<R> context(Request request, JsonBody body, AnswerFormat<R> format) {
        var ids = request.ids();
        var context =
                CommandContext.<R>of(new Metadata(ids.correlationId(), ids.requestId(), ACTOR));
        var key = IdempotencyKey.in(request.headers());
        if (keyRequired && key.isEmpty()) {
            throw ProblemCode.IDEMPOTENCY_KEY_MISSING
                    .because("send an Idempotency-Key of your own with every command")
                    .exception();
        }
        if (key.isPresent()) {
            var fingerprint = RequestFingerprint.of(request, body);
            context =
                    context.once(
                            new Idempotency<>(
                                    key.get().id(),
                                    fingerprint,
                                    format.accepted().andThen(Answer::encode),
                                    reason -> refused(request, format, reason).encode()));
        }
        var version = IfMatch.version(request.headers());
        return version.isPresent() ? context.onlyIf(format.entity(), version.getAsLong()) : context;
    }

    private static <R> Answer refused(Request request, AnswerFormat<R> format, R reason) {
        return Answer.refused(format.rejected().apply(reason), request.ids().requestId());
    }
}
