package io.nija.strategy.dual.rsi.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MInteger;

import io.nija.account.AccountId;
import io.nija.account.BrokerId;
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
import io.nija.strategy.StrategyState;

class DualRsiTest {

    private static final Symbol BTC = new Symbol("BTC", "USD");
    private static final Instrument INSTRUMENT = new Instrument(BTC, Set.of("XXBTZUSD"), "XBTUSD", new BigDecimal("0.1"), 1,
            new BigDecimal("0.00000001"), new BigDecimal("0.0001"), new BigDecimal("0.5"), 5, null, null, MarketMode.ONLINE);
    private static final Seat SEAT = new Seat(new LaneId(new AccountId("master"), new BrokerId("paper")), INSTRUMENT, false);

    private final Map<String, Object> keys = new HashMap<>(Map.of("lanes", new String[] {"master/paper"}, "symbols", new String[] {"BTC/USD"}));
    private Facts.Holding holding = Facts.Holding.NONE;
    private String equity = "10000";

    private DualRsi strategy() {
        DualRsiConfig config = (DualRsiConfig) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {DualRsiConfig.class},
                (proxy, method, arguments) -> method.getName().equals("annotationType") ? DualRsiConfig.class
                        : keys.getOrDefault(method.getName(), method.getDefaultValue()));
        return new DualRsi(config, Map.of("service.pid", "io.nija.strategy.dual_rsi~calm"));
    }

    private StrategyRun run(StrategyState... from) throws IncompatibleState {
        return strategy().begin(SEAT, from.length == 0 ? Optional.empty() : Optional.of(from[0]));
    }

    private Scene scene(int i, double close) {
        Candle candle = new Candle(i * 300_000L, 300_000, close, close, close, close, 1);
        Instant at = Instant.ofEpochMilli(candle.end());
        Quote quote = new Quote(BTC, List.of(new Quote.Level(BigDecimal.valueOf(close), BigDecimal.ONE)),
                List.of(new Quote.Level(BigDecimal.valueOf(close).add(new BigDecimal("0.1")), BigDecimal.ONE)), at);
        return new Scene(new Scene.Event.Closed(candle, true), new Facts(holding, new Observation.Known<>(quote, at),
                new Observation.Known<>(new Fees(new BigDecimal("0.4"), new BigDecimal("0.2")), at),
                new Observation.Known<>(new Facts.Budget(new BigDecimal(equity), new BigDecimal("0.5"), new BigDecimal(equity)), at)));
    }

    private static double[] market(long seed, int count) {
        Random random = new Random(seed);
        double[] closes = new double[count];
        double price = 50_000;
        for (int i = 0; i < count; i++) {
            price *= 1 + random.nextGaussian() * 0.003;
            closes[i] = Math.round(price * 10) / 10.0;
        }
        return closes;
    }

    /** The index by TA-Lib. */
    private static double[] index(double[] closes, int period) {
        double[] out = new double[closes.length];
        double[] index = new double[closes.length];
        MInteger begin = new MInteger();
        MInteger count = new MInteger();
        new Core().rsi(0, closes.length - 1, closes, period, begin, count, out);
        System.arraycopy(out, 0, index, begin.value, count.value);
        return index;
    }

    @Test
    void itEntersOnCrossesFromBelowAndLeavesOnCrossesBack() throws IncompatibleState {
        double[] closes = market(3, 5_000);
        double[] fast = index(closes, 9);
        double[] slow = index(closes, 14);
        StrategyRun run = run();
        Set<String> rules = new HashSet<>();
        for (int i = 0; i < closes.length; i++) {
            Decision decision = run.decide(scene(i, closes[i])).get(0);
            if (i > 15) {
                boolean rose = fast[i - 1] <= slow[i - 1] && fast[i] > slow[i];
                boolean fell = fast[i - 1] >= slow[i - 1] && fast[i] < slow[i];
                String expected = holding.flat() ? !rose ? "CROSS" : slow[i] >= 45 ? "STRENGTH" : "ENTRY" : fell && slow[i] > 50 ? "EXIT" : "HOLD";
                assertThat(decision.rule()).as("candle %s: %s", i, decision.why()).isEqualTo(expected);
                rules.add(expected);
                if (decision instanceof Decision.Enter enter) {
                    assertThat(enter.bracket().stop()).isEqualByComparingTo(BigDecimal.valueOf(Math.floor((closes[i] + 0.1) * 0.985 * 10) / 10));
                    holding = new Facts.Holding(enter.quantity(), BigDecimal.valueOf(closes[i]), enter.bracket().stop(), false);
                } else if (decision instanceof Decision.Exit) {
                    holding = Facts.Holding.NONE;
                }
            }
        }
        assertThat(rules).containsExactlyInAnyOrder("CROSS", "STRENGTH", "ENTRY", "EXIT", "HOLD");
    }

    @Test
    void aReplacedRunDecidesAsTheOldOneWouldHave() throws IncompatibleState {
        double[] closes = market(4, 1_000);
        List<String> whole = new ArrayList<>();
        StrategyRun run = run();
        for (int i = 0; i < closes.length; i++) {
            whole.add(run.decide(scene(i, closes[i])).get(0).why().toString());
        }
        StrategyRun handed = run();
        for (int i = 0; i < closes.length; i++) {
            handed = i % 7 == 0 ? run(handed.state()) : handed;
            assertThat(handed.decide(scene(i, closes[i])).get(0).why()).hasToString(whole.get(i));
        }
    }

    @Test
    void whatIsTooSmallForTheVenueIsNotWanted() throws IncompatibleState {
        equity = "1";
        double[] closes = market(3, 2_000);
        StrategyRun run = run();
        Set<String> rules = new HashSet<>();
        for (int i = 0; i < closes.length; i++) {
            rules.add(run.decide(scene(i, closes[i])).get(0).rule());
        }
        assertThat(rules).contains("SIZE").doesNotContain("ENTRY");
    }

    @Test
    void anOrderUnderWayIsWaitedFor() throws IncompatibleState {
        double[] closes = market(5, 40);
        StrategyRun run = run();
        holding = new Facts.Holding(BigDecimal.ZERO, null, null, true);
        Decision last = null;
        for (int i = 0; i < closes.length; i++) {
            last = run.decide(scene(i, closes[i])).get(0);
        }
        assertThat(last.rule()).isEqualTo("WORKING");
    }

    @Test
    void itSaysWhatItIsAndRefusesWhatItCannotGoOnWith() throws IncompatibleState {
        assertThat(strategy().plan().name()).isEqualTo("dual_rsi-calm");
        assertThat(strategy().inputs().interval()).isEqualTo(Duration.ofMinutes(5));
        StrategyState state = run().state();
        keys.put("fast_period", 7);
        assertThatThrownBy(() -> run(state)).isInstanceOf(IncompatibleState.class).hasMessageContaining("of other periods: 9 and 14");
        assertThatThrownBy(() -> run(new StrategyState(9, Map.of()))).isInstanceOf(IncompatibleState.class).hasMessageContaining("format 9");
        keys.put("fast_period", 14);
        assertThatThrownBy(this::strategy).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'fast.period' is 14; legal is less than 'slow.period', which is 14.");
    }
}
