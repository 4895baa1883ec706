package dev.rastro.benchmarks.peer;

import dev.rastro.engine.event.Payload;

import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;

/** A persistent actor whose state is the number of its deposits. */
final class PekkoAccount extends EventSourcedBehavior<PekkoAccount.Deposit, byte[], Long> {

    /** Answered when the event is durable. */
    record Deposit(Payload event, ActorRef<Done> replyTo) {}

    PekkoAccount(String id) {
        super(PersistenceId.of("account", id));
    }

    @Override
    public Long emptyState() {
        return 0L;
    }

    @Override
    public CommandHandler<Deposit, byte[], Long> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(
                        Deposit.class,
                        deposit ->
                                Effect()
                                        .persist(deposit.event().bytes())
                                        .thenReply(deposit.replyTo(), state -> Done.getInstance()))
                .build();
    }

    @Override
    public EventHandler<Long, byte[]> eventHandler() {
        return newEventHandlerBuilder().forAnyState().onAnyEvent((state, event) -> state + 1);
    }
}
