package io.nija.strategy.apex.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MInteger;

import io.nija.strategy.Candle;
import io.nija.strategy.Decision;
import io.nija.strategy.StrategyRun;

/**
 * The decision on every candle of long markets equals the rules of APEX v7.1 read aloud over arrays, with TA-Lib's indicators; every
 * rule decides somewhere.
 */
class AsWrittenTest {

    private static final long STEP = 300_000;

    private double[] open;
    private double[] high;
    private double[] low;
    private double[] close;
    private double[] volume;

    private void market(long seed, int count) {
        Random random = new Random(seed);
        open = new double[count];
        high = new double[count];
        low = new double[count];
        close = new double[count];
        volume = new double[count];
        double price = 50_000;
        double drift = 0;
        for (int i = 0; i < count; i++) {
            if (i % 120 == 0) {
                drift = (random.nextDouble() - 0.4) * 0.002;
            }
            double calm = 0.0004 + 0.002 * (0.5 + 0.5 * Math.sin(i / 700.0));
            open[i] = tenth(price);
            price = Math.max(100, price * (1 + drift + random.nextGaussian() * calm));
            close[i] = tenth(price);
            high[i] = tenth(Math.max(open[i], close[i]) * (1 + random.nextDouble() * calm / 2));
            low[i] = Math.min(tenth(Math.min(open[i], close[i]) * (1 - random.nextDouble() * calm)), Math.min(open[i], close[i]));
            high[i] = Math.max(high[i], Math.max(open[i], close[i]));
            volume[i] = Math.round(random.nextDouble() * random.nextDouble() * 4_000) / 100.0;
        }
    }

    private static double tenth(double price) {
        return Math.round(price * 10) / 10.0;
    }

    private Candle candle(int i) {
        return new Candle(i * STEP, STEP, open[i], high[i], low[i], close[i], volume[i]);
    }

    /** What the text says, over whole arrays. */
    private final class Text {

        final double[] ema9 = new double[close.length];
        final double[] ema21 = new double[close.length];
        final double[] ema50 = new double[close.length];
        final double[] rsi = new double[close.length];
        final double[] adx = new double[close.length];
        final double[] atr = new double[close.length];
        final double[] histogram = new double[close.length];

        Text() {
            Core lib = new Core();
            int end = close.length - 1;
            MInteger begin = new MInteger();
            MInteger count = new MInteger();
            double[] out = new double[close.length];
            double[] line = new double[close.length];
            double[] signal = new double[close.length];
            lib.ema(0, end, close, 9, begin, count, out);
            put(ema9, out, begin.value, count.value);
            lib.ema(0, end, close, 21, begin, count, out);
            put(ema21, out, begin.value, count.value);
            lib.ema(0, end, close, 50, begin, count, out);
            put(ema50, out, begin.value, count.value);
            lib.rsi(0, end, close, 14, begin, count, out);
            put(rsi, out, begin.value, count.value);
            lib.adx(0, end, high, low, close, 14, begin, count, out);
            put(adx, out, begin.value, count.value);
            lib.atr(0, end, high, low, close, 14, begin, count, out);
            put(atr, out, begin.value, count.value);
            lib.macd(0, end, close, 12, 26, 9, begin, count, line, signal, out);
            put(histogram, out, begin.value, count.value);
        }

        private void put(double[] into, double[] out, int begin, int count) {
            System.arraycopy(out, 0, into, begin, count);
        }

        private double vwap(int i) {
            int first = i - i % 288;
            double paid = 0;
            double traded = 0;
            for (int j = first; j <= i; j++) {
                paid += (high[j] + low[j] + close[j]) / 3 * volume[j];
                traded += volume[j];
            }
            return i - first < 12 || traded == 0 ? Double.NaN : paid / traded;
        }

        private double mean(int i) {
            double sum = 0;
            for (int j = i - 20; j < i; j++) {
                sum += volume[j];
            }
            return sum / 20;
        }

        int confirmed(int i) {
            double vwap = vwap(i);
            boolean pullback = Math.abs(low[i] - ema21[i]) <= 0.005 * ema21[i] && close[i] > ema21[i]
                    || !Double.isNaN(vwap) && Math.abs(low[i] - vwap) <= 0.005 * vwap && close[i] > vwap;
            boolean strength = rsi[i] > rsi[i - 1] && rsi[i] >= 30 && rsi[i] <= 70 && rsi[i - 1] >= 30 && rsi[i - 1] <= 70;
            boolean engulfing = close[i - 1] < open[i - 1] && close[i] > open[i] && open[i] <= close[i - 1] && close[i] >= open[i - 1];
            double wick = Math.min(open[i], close[i]) - low[i];
            boolean hammer = wick > 0 && wick >= 2 * Math.abs(open[i] - close[i]) && wick >= 0.6 * (high[i] - low[i]);
            int count = 0;
            for (boolean one : new boolean[] {pullback, strength, engulfing || hammer, histogram[i] > histogram[i - 1], volume[i] >= mean(i)}) {
                count += one ? 1 : 0;
            }
            return count;
        }

        String rule(int i, double taker, double spread, double equity) {
            double vwap = vwap(i);
            if (adx[i] < 20) {
                return "ADX";
            }
            if (volume[i] < 0.5 * mean(i)) {
                return "VOLUME";
            }
            if (!Double.isNaN(vwap) && close[i] <= vwap) {
                return "VWAP";
            }
            if (!(ema9[i] > ema21[i] && ema21[i] > ema50[i])) {
                return "TREND";
            }
            if (confirmed(i) < 3) {
                return "CONFIRMATIONS";
            }
            double entry = close[i] + spread;
            double stop = stop(i);
            double away = (entry - stop) / entry * 100;
            if (away < 0.5 || away > 3) {
                return "STOP";
            }
            if (entry - stop < 2 * ((entry + close[i]) * taker / 100 + spread)) {
                return "COST";
            }
            return smallest(quantity(i, equity, entry, stop), stop) ? "SIZE" : "ENTRY";
        }

        double stop(int i) {
            double lowest = Double.MAX_VALUE;
            for (int j = i - 10; j < i; j++) {
                lowest = Math.min(lowest, low[j]);
            }
            return Math.floor((lowest - 0.5 * atr[i]) * 10) / 10;
        }

        double quantity(int i, double equity, double entry, double stop) {
            double band = adx[i] >= 50 ? 10 : adx[i] >= 40 ? 8 : adx[i] >= 30 ? 6 : adx[i] >= 25 ? 4 : 2;
            return Math.min(equity * 0.005 / (entry - stop), equity * band / 100 / entry);
        }

        private boolean smallest(double quantity, double stop) {
            return quantity < 0.00015 || quantity * stop < 0.75;
        }
    }

    private void follow(long seed, String taker, String spread, String equity, Map<String, Integer> decided) {
        market(seed, 6_000);
        Text text = new Text();
        Setting setting = new Setting();
        setting.taker = taker;
        setting.spread = spread;
        setting.equity = equity;
        StrategyRun run = setting.run();
        int warm = setting.apex().inputs().warmUp();
        for (int i = 0; i < close.length; i++) {
            List<Decision> decisions = run.decide(setting.scene(candle(i)));
            assertThat(decisions).hasSize(1);
            Decision decision = decisions.get(0);
            if (i >= warm) {
                String expected = text.rule(i, Double.parseDouble(taker), Double.parseDouble(spread), Double.parseDouble(equity));
                assertThat(decision.rule()).as("candle %s of seed %s: %s", i, seed, decision.why()).isEqualTo(expected);
                assertThat(decision.why().rule()).isEqualTo(expected);
                if (decision instanceof Decision.Enter enter) {
                    assertThat(enter.bracket().stop().doubleValue()).isCloseTo(text.stop(i), within(1e-6));
                    double entry = close[i] + Double.parseDouble(spread);
                    assertThat(enter.quantity().doubleValue()).isCloseTo(text.quantity(i, Double.parseDouble(equity), entry, text.stop(i)), within(2e-8));
                    assertThat(enter.bracket().targets().stream().mapToInt(target -> target.percent()).sum()).isEqualTo(100);
                    assertThat(enter.bracket().targets().get(0).price()).isGreaterThan(BigDecimal.valueOf(entry));
                    assertThat(enter.bracket().breakEven()).isGreaterThan(BigDecimal.valueOf(entry));
                }
                decided.merge(expected, 1, Integer::sum);
            }
        }
    }

    @Test
    void everyCandleIsDecidedAsTheRulesSay() {
        Map<String, Integer> decided = new TreeMap<>();
        for (long seed = 1; seed <= 6; seed++) {
            follow(seed, "0.1", "0.1", "10000", decided);
        }
        follow(7, "0.4", "5", "10000", decided);
        follow(8, "0.1", "0.1", "60", decided);
        assertThat(decided).containsOnlyKeys("ADX", "VOLUME", "VWAP", "TREND", "CONFIRMATIONS", "STOP", "COST", "SIZE", "ENTRY");
        assertThat(decided.get("ENTRY")).isGreaterThan(50);
    }

    @Test
    void aReplacedRunDecidesAsTheOldOneWouldHave() {
        market(11, 3_000);
        Setting setting = new Setting();
        List<String> whole = new ArrayList<>();
        StrategyRun run = setting.run();
        for (int i = 0; i < close.length; i++) {
            whole.add(run.decide(setting.scene(candle(i))).get(0).why().toString());
        }
        StrategyRun handed = setting.run();
        for (int i = 0; i < close.length; i++) {
            if (i % 97 == 0) {
                handed = setting.run(handed.state());
            }
            assertThat(handed.decide(setting.scene(candle(i))).get(0).why()).hasToString(whole.get(i));
        }
    }
}
