package dev.rastro.engine.postgres.decider;

import dev.rastro.engine.command.Codecs;
import dev.rastro.engine.decider.Category;
import dev.rastro.engine.decider.Change;
import dev.rastro.engine.decider.Decider;
import dev.rastro.engine.decider.Decision;
import dev.rastro.engine.decider.Entity;
import dev.rastro.engine.decider.EventCodec;
import dev.rastro.engine.decider.JointDecider;
import dev.rastro.engine.decider.StateCodec;
import dev.rastro.engine.decider.States;
import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;

import java.util.List;
import java.util.UUID;

/** The smallest thing with a rule: a tank whose level may not fall below zero. */
final class Tanks {

    record Add(String tank, int amount) {}

    record Pour(String from, String to, int amount) {}

    record TooLittle(int level) {}

    static final String SCHEMA = "level";

    static final class TankDecider implements Decider<Add, Integer, Integer, TooLittle> {

        @Override
        public Integer initialState() {
            return 0;
        }

        @Override
        public Decision<Integer, TooLittle> decide(Add command, Integer level) {
            return level + command.amount() < 0
                    ? Decision.reject(new TooLittle(level))
                    : Decision.accept(command.amount());
        }

        @Override
        public Integer evolve(Integer level, Integer added) {
            return level + added;
        }
    }

    static final TankDecider DECIDER = new TankDecider();
    static final Category<Integer, Integer> TANK = new Category<>("tank", DECIDER);
    static final JointDecider<Add, TooLittle> ADD = JointDecider.of(TANK, DECIDER, Add::tank);

    static final JointDecider<Pour, TooLittle> POUR =
            new JointDecider<>() {
                @Override
                public List<Entity<?, ?>> entities(Pour command) {
                    return List.of(TANK.entity(command.from()), TANK.entity(command.to()));
                }

                @Override
                public Decision<Change<?>, TooLittle> decide(Pour command, States states) {
                    var from = TANK.entity(command.from());
                    int level = states.of(from);
                    if (level < command.amount()) {
                        return Decision.reject(new TooLittle(level));
                    }
                    return Decision.accept(
                            List.of(
                                    new Change<>(from, -command.amount()),
                                    new Change<>(TANK.entity(command.to()), command.amount())));
                }
            };

    private Tanks() {}

    static Codecs codecs() {
        return new Codecs().with(TANK, new Events(), new Levels());
    }

    private static final class Events implements EventCodec<Integer> {

        @Override
        public EventData encode(Integer event, UUID id, Metadata metadata) {
            return new EventData(id, "Added", 1, Payload.ofText(event.toString()), metadata);
        }

        @Override
        public Integer decode(EventData stored) {
            if (!stored.type().equals("Added")) {
                throw new IllegalStateException("unknown type " + stored.type());
            }
            return Integer.valueOf(stored.payload().text());
        }
    }

    private static final class Levels implements StateCodec<Integer> {

        @Override
        public String schema() {
            return SCHEMA;
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
