package io.nija.strategies.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.nija.strategy.Decision;
import io.nija.strategy.IncompatibleState;
import io.nija.strategy.Inputs;
import io.nija.strategy.Scene;
import io.nija.strategy.Seat;
import io.nija.strategy.Strategy;
import io.nija.strategy.StrategyPlan;
import io.nija.strategy.StrategyRun;
import io.nija.strategy.StrategyState;
import io.nija.strategy.Why;

/** A strategy that counts the candles it was shown and decides what a test says. */
final class Scripted implements Strategy {

    static final Decision.Pass NOTHING = new Decision.Pass(new Why("NOTHING", "Nothing is decided."));

    final List<Scene> scenes = new ArrayList<>();
    final List<Optional<StrategyState>> begun = new ArrayList<>();
    private final int format;
    Function<Scene, List<Decision>> script = scene -> List.of(NOTHING);
    int count;

    Scripted() {
        this(1);
    }

    Scripted(int format) {
        this.format = format;
    }

    @Override
    public StrategyPlan plan() {
        return new StrategyPlan("test-one", "test", "1", List.of(Stage.LANE), List.of(Stage.BTC), Map.of("format", "" + format));
    }

    @Override
    public Inputs inputs() {
        return new Inputs(Stage.FIVE, 3, false, "");
    }

    @Override
    public StrategyRun begin(Seat seat, Optional<StrategyState> from) throws IncompatibleState {
        begun.add(from);
        if (from.isPresent() && from.get().format() != format) {
            throw new IncompatibleState("The state has format " + from.get().format() + ".");
        }
        count = from.map(state -> Integer.parseInt(state.values().get("count"))).orElse(0);
        return new StrategyRun() {
            @Override
            public List<Decision> decide(Scene scene) {
                scenes.add(scene);
                count += scene.closed().isPresent() ? 1 : 0;
                return script.apply(scene);
            }

            @Override
            public StrategyState state() {
                return new StrategyState(format, Map.of("count", "" + count));
            }
        };
    }
}
