package io.nija.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.ToDoubleBiFunction;

import org.junit.jupiter.api.Test;

class IndicatorsTest {

    private static final long MINUTES = 60_000;

    /** A kind of indicator, and how it takes a candle. */
    private record Kind<T extends Indicator>(Supplier<T> make, ToDoubleBiFunction<T, double[]> add) {

        double[] run(double[][] candles, int pause) {
            double[] values = new double[candles.length];
            T indicator = make.get();
            for (int i = 0; i < candles.length; i++) {
                if (i == pause) {
                    Memory.Writer memory = new Memory.Writer().save("it", indicator);
                    indicator = make.get();
                    new Memory.Reader(memory.values()).restore("it", indicator);
                }
                values[i] = add.applyAsDouble(indicator, candles[i]);
            }
            return values;
        }
    }

    private static final List<Kind<?>> KINDS = List.of(
            new Kind<>(() -> new Ema(9), (ema, candle) -> ema.add(candle[4])),
            new Kind<>(() -> new Rsi(14), (rsi, candle) -> rsi.add(candle[4])),
            new Kind<>(() -> new Atr(14), (atr, candle) -> atr.add(candle[2], candle[3], candle[4])),
            new Kind<>(() -> new Adx(14), (adx, candle) -> adx.add(candle[2], candle[3], candle[4]) + adx.plus() + adx.minus()),
            new Kind<>(() -> new Macd(12, 26, 9), (macd, candle) -> macd.add(candle[4])),
            new Kind<>(() -> new Vwap(12, 0), (vwap, candle) -> vwap.add((long) candle[0], candle[2], candle[3], candle[4], candle[5])),
            new Kind<>(() -> new Window(20), (window, candle) -> {
                window.add(candle[5]);
                return window.mean() + window.lowest() + window.highest();
            }));

    private static double[][] candles(int count) {
        Random random = new Random(7);
        double[][] candles = new double[count][];
        double price = 100;
        for (int i = 0; i < count; i++) {
            double open = price;
            price *= 1 + random.nextGaussian() / 300;
            candles[i] = new double[] {i * 5 * MINUTES, open, Math.max(open, price) * 1.001, Math.min(open, price) * 0.999, price, random.nextInt(50)};
        }
        return candles;
    }

    @Test
    void whatIsPutAwayAndTakenUpAgainGoesOnBitForBit() {
        double[][] candles = candles(400);
        for (Kind<?> kind : KINDS) {
            double[] whole = kind.run(candles, -1);
            for (int pause : new int[] {0, 1, 5, 13, 14, 27, 28, 40, 290}) {
                assertThat(kind.run(candles, pause)).as("paused at %s", pause).containsExactly(whole);
            }
        }
    }

    @Test
    void theVolumeWeightedPriceBeginsAnewAtMidnightAndWaitsForTwelveCandles() {
        Vwap vwap = new Vwap(12, 0);
        for (int i = 0; i < 11; i++) {
            assertThat(vwap.add(i * 5 * MINUTES, 12, 9, 9, 2)).isNaN();
        }
        assertThat(vwap.add(11 * 5 * MINUTES, 24, 21, 21, 24)).isEqualTo((11 * 10 * 2 + 22 * 24) / 46.0);
        assertThat(vwap.add(86_400_000, 100, 100, 100, 1)).isNaN();
        for (int i = 1; i < 12; i++) {
            vwap.add(86_400_000 + i * 5 * MINUTES, 100, 100, 100, 1);
        }
        assertThat(vwap.value()).isEqualTo(100);
    }

    @Test
    void aSessionWithoutATradeHasNoPrice() {
        Vwap vwap = new Vwap(1, 0);
        assertThat(vwap.add(0, 10, 10, 10, 0)).isNaN();
    }

    @Test
    void aPeriodThatMeansNothingIsRefused() {
        assertThatThrownBy(() -> new Rsi(1)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("at least 2");
        assertThatThrownBy(() -> new Macd(26, 12, 9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Window(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMemoryThatLacksSomethingIsRefused() {
        Memory.Writer memory = new Memory.Writer().save("it", new Ema(5));
        assertThatThrownBy(() -> new Memory.Reader(memory.values()).restore("other", new Ema(5)))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("other.seen is missing.");
        Memory.Writer window = new Memory.Writer().save("it", new Window(5));
        assertThatThrownBy(() -> new Memory.Reader(window.values()).restore("it", new Window(6)))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("it.values has 5 numbers instead of 6.");
    }
}
