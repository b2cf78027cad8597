package mine.crossing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.nija.account.LaneId;
import io.nija.broker.Fees;
import io.nija.broker.Observation;
import io.nija.market.Instrument;
import io.nija.market.MarketMode;
import io.nija.market.Quote;
import io.nija.market.Symbol;
import io.nija.strategy.Candle;
import io.nija.strategy.Decision;
import io.nija.strategy.Facts;
import io.nija.strategy.IncompatibleState;
import io.nija.strategy.Scene;
import io.nija.strategy.Seat;
import io.nija.strategy.StrategyRun;

import org.junit.jupiter.api.Test;

/** A strategy is pure, so a test shows it candles and looks at what it decides. */
class CrossingTest {

    private static final Symbol BTC = new Symbol("BTC", "USD");
    private static final Instrument INSTRUMENT = new Instrument(BTC, Set.of("BTC/USD"), "XBTUSD", new BigDecimal("0.1"), 1, new BigDecimal("0.00000001"),
            new BigDecimal("0.0001"), new BigDecimal("0.5"), 5, null, null, MarketMode.ONLINE);
    private static final Seat SEAT = new Seat(LaneId.of("master", "paper"), INSTRUMENT, false);

    private final Map<String, Object> keys = new HashMap<>(Map.of("lanes", new String[] {"master/paper"}, "symbols", new String[] {"BTC/USD"}));
    private Facts.Holding holding = Facts.Holding.NONE;

    /** The strategy as a file with these keys would make it. */
    private Crossing strategy() {
        CrossingConfig config = (CrossingConfig) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {CrossingConfig.class},
                (proxy, method, arguments) -> method.getName().equals("annotationType") ? CrossingConfig.class
                        : keys.getOrDefault(method.getName(), method.getDefaultValue()));
        return new Crossing(config, Map.of("service.pid", "io.nija.strategy.crossing~mine"));
    }

    private Scene scene(int number, double close) {
        Candle candle = new Candle(number * 300_000L, 300_000, close, close, close, close, 1);
        Instant at = Instant.ofEpochMilli(candle.end());
        BigDecimal price = BigDecimal.valueOf(close);
        Quote quote = new Quote(BTC, List.of(new Quote.Level(price, BigDecimal.ONE)), List.of(new Quote.Level(price, BigDecimal.ONE)), at);
        return new Scene(new Scene.Event.Closed(candle, true), new Facts(holding, new Observation.Known<>(quote, at),
                new Observation.Known<>(new Fees(new BigDecimal("0.4"), new BigDecimal("0.2")), at),
                new Observation.Known<>(new Facts.Budget(new BigDecimal("10000"), new BigDecimal("0.5"), new BigDecimal("10000")), at)));
    }

    /** Down, up and down again; it trades as it decides. */
    private List<String> rules(StrategyRun run, int from, int to) {
        List<String> rules = new ArrayList<>();
        for (int i = from; i < to; i++) {
            Decision decision = run.decide(scene(i, 50_000 + 1_000 * Math.cos(i / 8.0))).get(0);
            rules.add(decision.rule());
            if (decision instanceof Decision.Enter enter) {
                holding = new Facts.Holding(enter.quantity(), BigDecimal.valueOf(50_000), enter.bracket().stop(), false);
            } else if (decision instanceof Decision.Exit) {
                holding = Facts.Holding.NONE;
            }
        }
        return rules;
    }

    @Test
    void itEntersOnACrossFromBelowAndLeavesOnTheWayBack() throws IncompatibleState {
        List<String> rules = rules(strategy().begin(SEAT, Optional.empty()), 0, 150);
        assertEquals("WARM_UP", rules.get(0));
        assertTrue(rules.contains("ENTRY") && rules.contains("EXIT") && rules.indexOf("ENTRY") < rules.indexOf("EXIT"), rules::toString);
    }

    @Test
    void anEntryHasItsStopBelow() throws IncompatibleState {
        StrategyRun run = strategy().begin(SEAT, Optional.empty());
        for (int i = 0; i < 150; i++) {
            double close = 50_000 + 1_000 * Math.cos(i / 8.0);
            if (run.decide(scene(i, close)).get(0) instanceof Decision.Enter enter) {
                assertTrue(enter.bracket().stop().doubleValue() <= close * 0.985);
                return;
            }
        }
        assertInstanceOf(Decision.Enter.class, null, "it never entered");
    }

    @Test
    void anotherOneGoesOnWhereThisOneStopped() throws IncompatibleState {
        List<String> whole = rules(strategy().begin(SEAT, Optional.empty()), 0, 150);
        holding = Facts.Holding.NONE;
        StrategyRun first = strategy().begin(SEAT, Optional.empty());
        List<String> parts = rules(first, 0, 70);
        parts.addAll(rules(strategy().begin(SEAT, Optional.of(first.state())), 70, 150));
        assertEquals(whole, parts);
    }

    @Test
    void aFastAverageThatIsSlowerIsRefused() {
        keys.put("fast_period", 40);
        assertThrows(IllegalArgumentException.class, this::strategy);
    }
}
