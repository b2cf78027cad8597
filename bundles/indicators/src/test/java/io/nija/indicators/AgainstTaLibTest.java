package io.nija.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.Function;
import java.util.function.IntFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;

/** Every value of every indicator, from the first on, equals that of TA-Lib, an independent implementation. */
class AgainstTaLibTest {

    private static final int COUNT = 2_000;

    private final Core reference = new Core();
    private final double[] open = new double[COUNT];
    private final double[] high = new double[COUNT];
    private final double[] low = new double[COUNT];
    private final double[] close = new double[COUNT];

    private interface Ask {
        RetCode of(MInteger begin, MInteger count, double[] out);
    }

    /** Candles that wander, stand still for a while, and jump. */
    private void market(long seed) {
        Random random = new Random(seed);
        double price = 50_000;
        for (int i = 0; i < COUNT; i++) {
            boolean still = i % 500 > 470;
            open[i] = price;
            price = still ? price : Math.max(1, price * (1 + random.nextGaussian() * 0.003 + (random.nextInt(200) == 0 ? 0.05 : 0)));
            close[i] = price;
            high[i] = still ? price : Math.max(open[i], close[i]) * (1 + random.nextDouble() * 0.002);
            low[i] = still ? price : Math.min(open[i], close[i]) * (1 - random.nextDouble() * 0.002);
        }
    }

    private void same(Ask ask, IntFunction<Double> ours) {
        MInteger begin = new MInteger();
        MInteger count = new MInteger();
        double[] out = new double[COUNT];
        assertThat(ask.of(begin, count, out)).isEqualTo(RetCode.Success);
        assertThat(count.value).isGreaterThan(COUNT - 200);
        for (int i = 0; i < COUNT; i++) {
            double value = ours.apply(i);
            if (i < begin.value) {
                assertThat(value).as("value %s, before TA-Lib's first", i).isNaN();
            } else {
                double expected = out[i - begin.value];
                assertThat(value).as("value %s", i).isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 9, 21, 50})
    void averages(int period) {
        market(period);
        Ema ema = new Ema(period);
        same((begin, count, out) -> reference.ema(0, COUNT - 1, close, period, begin, count, out), i -> ema.add(close[i]));
        Window window = new Window(period);
        same((begin, count, out) -> reference.movingAverage(0, COUNT - 1, close, period, MAType.Sma, begin, count, out), i -> {
            window.add(close[i]);
            return window.mean();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 9, 14})
    void strength(int period) {
        market(100 + period);
        Rsi rsi = new Rsi(period);
        same((begin, count, out) -> reference.rsi(0, COUNT - 1, close, period, begin, count, out), i -> rsi.add(close[i]));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 14})
    void rangeAndDirection(int period) {
        market(200 + period);
        Atr atr = new Atr(period);
        same((begin, count, out) -> reference.atr(0, COUNT - 1, high, low, close, period, begin, count, out), i -> atr.add(high[i], low[i], close[i]));
        Adx adx = new Adx(period);
        same((begin, count, out) -> reference.adx(0, COUNT - 1, high, low, close, period, begin, count, out), i -> adx.add(high[i], low[i], close[i]));
        direction(period, Adx::plus, (begin, count, out) -> reference.plusDI(0, COUNT - 1, high, low, close, period, begin, count, out));
        direction(period, Adx::minus, (begin, count, out) -> reference.minusDI(0, COUNT - 1, high, low, close, period, begin, count, out));
    }

    private void direction(int period, Function<Adx, Double> ours, Ask ask) {
        Adx adx = new Adx(period);
        same(ask, i -> {
            adx.add(high[i], low[i], close[i]);
            return ours.apply(adx);
        });
    }

    @Test
    void convergence() {
        market(300);
        double[] line = new double[COUNT];
        double[] signal = new double[COUNT];
        Macd macd = new Macd(12, 26, 9);
        same((begin, count, out) -> reference.macd(0, COUNT - 1, close, 12, 26, 9, begin, count, line, signal, out), i -> macd.add(close[i]));
        Macd again = new Macd(12, 26, 9);
        same((begin, count, out) -> reference.macd(0, COUNT - 1, close, 12, 26, 9, begin, count, line, out, signal), i -> {
            again.add(close[i]);
            return again.signal();
        });
    }

    @Test
    void extremes() {
        market(400);
        Window window = new Window(10);
        same((begin, count, out) -> reference.min(0, COUNT - 1, low, 10, begin, count, out), i -> {
            window.add(low[i]);
            return window.lowest();
        });
        Window highs = new Window(10);
        same((begin, count, out) -> reference.max(0, COUNT - 1, high, 10, begin, count, out), i -> {
            highs.add(high[i]);
            return highs.highest();
        });
    }
}
