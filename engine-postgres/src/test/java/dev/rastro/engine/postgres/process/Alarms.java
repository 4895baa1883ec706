package dev.rastro.engine.postgres.process;

import dev.rastro.engine.command.Codecs;
import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.decider.Category;
import dev.rastro.engine.decider.Decider;
import dev.rastro.engine.decider.Decision;
import dev.rastro.engine.decider.EventCodec;
import dev.rastro.engine.decider.JointDecider;
import dev.rastro.engine.decider.StateCodec;
import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.process.Cause;
import dev.rastro.engine.process.ProcessManager;
import dev.rastro.engine.process.Timer;
import dev.rastro.engine.subscription.EventFilter;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The smallest process: an alarm that is set rings when its time has come, and its ringing is
 * echoed by another stream. No rule keeps an alarm from ringing twice: only the process does.
 */
class Alarms implements ProcessManager {

    /** Appends the event that it names to the stream that it names. */
    record Say(String id, String event) {}

    private static final class Sayings implements Decider<Say, Integer, String, String> {

        @Override
        public Integer initialState() {
            return 0;
        }

        @Override
        public Decision<String, String> decide(Say command, Integer state) {
            return Decision.accept(command.event());
        }

        @Override
        public Integer evolve(Integer state, String event) {
            return state + 1;
        }
    }

    static final Category<Integer, String> ALARM = new Category<>("alarm", new Sayings());
    static final Category<Integer, String> ECHO = new Category<>("echo", new Sayings());

    static final JointDecider<Say, String> TO_ALARM =
            JointDecider.of(ALARM, new Sayings(), Say::id);
    static final JointDecider<Say, String> TO_ECHO = JointDecider.of(ECHO, new Sayings(), Say::id);

    private final CommandHandler handler;
    private final Consumer<RecordedEvent> afterwards;

    /**
     * @param afterwards called after each command that was sent; may throw, as a crash would
     */
    Alarms(CommandHandler handler, Consumer<RecordedEvent> afterwards) {
        this.handler = handler;
        this.afterwards = afterwards;
    }

    static Codecs codecs() {
        return new Codecs()
                .with(ALARM, new Events(), new Counts())
                .with(ECHO, new Events(), new Counts());
    }

    @Override
    public String name() {
        return "alarms";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Timer timer(RecordedEvent event) {
        return switch (event.data().type()) {
            case "set" -> new Timer.Until(Instant.parse(event.data().payload().text()));
            case "rang" -> new Timer.Off();
            default -> new Timer.Unchanged();
        };
    }

    @Override
    public EventFilter reactsTo() {
        return EventFilter.types("rang");
    }

    @Override
    public void react(RecordedEvent event, Cause cause) {
        var id = event.stream().id();
        handler.handle(TO_ECHO, new Say(id, "echoed "), cause.command("echo"));
        afterwards.accept(event);
    }

    @Override
    public void due(RecordedEvent event, Cause cause) {
        var id = event.stream().id();
        handler.handle(TO_ALARM, new Say(id, "rang "), cause.command("ring"));
        afterwards.accept(event);
    }

    /** Type and payload, with a space between them. */
    private static final class Events implements EventCodec<String> {

        @Override
        public EventData encode(String event, UUID id, Metadata metadata) {
            int space = event.indexOf(' ');
            var payload = Payload.ofText(event.substring(space + 1));
            return new EventData(id, event.substring(0, space), 1, payload, metadata);
        }

        @Override
        public String decode(EventData stored) {
            return stored.type() + " " + stored.payload().text();
        }
    }

    private static final class Counts implements StateCodec<Integer> {

        @Override
        public String schema() {
            return "count";
        }

        @Override
        public Payload encode(Integer state) {
            return Payload.ofText(state.toString());
        }

        @Override
        public Integer decode(Payload stored) {
            return Integer.valueOf(stored.text());
        }
    }
}
