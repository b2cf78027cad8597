package io.nija.exchange.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.nija.exchange.market.Candle;
import io.nija.exchange.market.Flow;
import io.nija.exchange.market.History;
import io.nija.exchange.market.Listing;
import io.nija.exchange.market.PairRule;
import io.nija.exchange.market.Print;
import io.nija.exchange.market.Quote;

class CrowdTest {

    private static final long START = Instant.parse("2026-01-15T10:00:07Z").getEpochSecond() * 1_000_000_000L;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final long DAY = TimeUnit.DAYS.toNanos(1);

    private final Listing listing = new Listing();

    private PairRule pair(String name) {
        return listing.pair(name).orElseThrow();
    }

    private History history(long seed, String name) {
        return new SeededCrowd(seed, START).history(pair(name));
    }

    private LivingMarket living(long seed, String name) {
        return new LivingMarket(pair(name), new SeededCrowd(seed, START).flow(pair(name)), START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"XBTUSD", "SOLEUR", "USDTUSD", "DOGEUSD", "ETHXBT"})
    void theTapeOfThePastHasNoGapsAndItsCandlesAreItsTrades(String name) {
        History history = history(1, name);
        List<Print> prints = history.between(START - DAY, START, Integer.MAX_VALUE);
        assertThat(prints.get(0).number()).isEqualTo(history.count(START - DAY) + 1);
        assertThat(prints.get(prints.size() - 1).number()).isEqualTo(history.count(START));
        for (int i = 1; i < prints.size(); i++) {
            assertThat(prints.get(i).number()).isEqualTo(prints.get(i - 1).number() + 1);
            assertThat(prints.get(i).time()).isGreaterThan(prints.get(i - 1).time());
        }
        assertThat(history.newest(START, 100)).isEqualTo(prints.subList(prints.size() - 100, prints.size()));
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 40; i++) {
            long from = START - DAY + random.nextLong(DAY / 2);
            long to = from + random.nextLong(DAY / 2);
            Candle.Sum sum = new Candle.Sum();
            prints.stream().filter(print -> print.time() >= from && print.time() < to)
                    .forEach(print -> sum.add(print.ticks(), print.lots()));
            assertThat(history.candle(from, to)).isEqualTo(sum.candle());
        }
    }

    @Test
    void thePastIsTheSameInWhateverOrderItIsAskedFor() {
        History forward = history(3, "ETHUSD");
        History backward = history(3, "ETHUSD");
        List<Print> all = forward.between(START - DAY, START, Integer.MAX_VALUE);
        List<Print> parts = new ArrayList<>();
        for (long end = START; end > START - DAY; end -= DAY / 24) {
            parts.addAll(0, backward.between(end - DAY / 24, end, Integer.MAX_VALUE));
        }
        assertThat(parts).isEqualTo(all);
        assertThat(history(4, "ETHUSD").newest(START, 5)).isNotEqualTo(forward.newest(START, 5));
    }

    @Test
    void everyArrivalIsFoundByItsNumberAndByItsMoment() {
        History history = history(1, "XBTUSD");
        for (long back : new long[] {0, DAY, 14 * DAY, 17 * DAY, 200 * DAY, 1_000 * DAY, 5_000 * DAY}) {
            List<Print> prints = history.newest(START - back, 20);
            assertThat(prints).hasSize(20);
            for (Print print : prints) {
                assertThat(history.count(print.time())).isEqualTo(print.number());
                assertThat(history.count(print.time() - 1)).isEqualTo(print.number() - 1);
            }
        }
    }

    @Test
    void thereAre720CandlesOfEveryIntervalUpToAWeek() {
        History history = history(1, "XTZUSD");
        for (long minutes : new long[] {15, 60, 240, 1_440, 10_080}) {
            long length = minutes * MINUTE;
            int found = 0;
            for (long index = START / length - 719; index <= START / length; index++) {
                found += history.candle(index * length, (index + 1) * length).trades() > 0 ? 1 : 0;
            }
            assertThat(found).as("%d minutes", minutes).isGreaterThan(700);
            assertThat((START / length - 719) * length).isGreaterThanOrEqualTo(history.opened());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"XBTUSD", "SOLEUR", "USDTUSD", "XTZUSD", "ETHXBT"})
    void thePresentBeginsWhereThePastEnds(String name) {
        LivingMarket market = living(1, name);
        Print last = history(1, name).newest(START, 1).get(0);
        assertThat((double) market.best(true)).isCloseTo(last.ticks(), within(last.ticks() * 0.005 + 2));
        Quote quote = history(1, name).quotes(START - DAY, START, 1).get(0);
        assertThat(market.best(true)).isEqualTo(quote.bid());
        assertThat(market.best(false)).isEqualTo(quote.ask());
    }

    @ParameterizedTest
    @ValueSource(strings = {"XBTUSD", "SOLEUR", "USDTUSD"})
    void theBookIsDeepAndNeverCrossedForADay(String name) {
        LivingMarket market = living(2, name);
        int steps = 0;
        while (market.now() < START + DAY) {
            market.step();
            steps++;
            assertThat(market.best(true)).isPositive().isLessThan(market.best(false));
            if (steps % 50 == 0) {
                assertThat(market.levels(true)).isBetween(400, 700);
                assertThat(market.levels(false)).isBetween(400, 700);
            }
        }
        assertThat(market.prints).hasSizeGreaterThan(1_000);
    }

    @Test
    void aCrowdGoesOnFromItsSnapshotAsIfNothingHadHappened() {
        LivingMarket whole = living(7, "XBTUSD");
        LivingMarket parted = living(7, "XBTUSD");
        whole.flow.jump(START + 1, -20_000);
        parted.flow.jump(START + 1, -20_000);
        for (int i = 0; i < 2_000; i++) {
            whole.step();
            parted.step();
        }
        Flow restored = new SeededCrowd(7, START).flow(pair("XBTUSD"));
        restored.restore(parted.flow.snapshot());
        assertThat(restored.snapshot()).isEqualTo(parted.flow.snapshot());
        for (int i = 0; i < 2_000; i++) {
            whole.step();
            parted.step(restored);
        }
        assertThat(parted.prints).isEqualTo(whole.prints);
    }

    @Test
    void anHourOfAllPairsCostsLessThanAHundredthOfACore() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        SeededCrowd crowd = new SeededCrowd(1, START);
        List<LivingMarket> markets = listing.pairs().stream()
                .map(rule -> new LivingMarket(rule, crowd.flow(rule), START)).toList();
        long before = threads.getCurrentThreadCpuTime();
        for (LivingMarket market : markets) {
            while (market.flow.nextAt() < START + 60 * MINUTE) {
                market.step();
            }
        }
        assertThat(threads.getCurrentThreadCpuTime() - before).isLessThan(60 * MINUTE / 100);
    }

    private static double[] sorted(List<Print> prints, ToDoubleFunction<Print> of) {
        return prints.stream().mapToDouble(of).sorted().toArray();
    }

    private static double at(double[] sorted, double part) {
        return sorted[(int) (part * (sorted.length - 1))];
    }

    private static double[] pauses(List<Print> prints) {
        double[] pauses = new double[prints.size() - 1];
        for (int i = 1; i < prints.size(); i++) {
            pauses[i - 1] = (prints.get(i).time() - prints.get(i - 1).time()) / 1e9;
        }
        return pauses;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(mean(Arrays.stream(values).map(value -> (value - mean) * (value - mean)).toArray()));
    }

    /** Correlation of each value with the one so many places later. */
    private static double echo(double[] values, int later) {
        double mean = mean(values);
        double sum = 0;
        for (int i = 0; i + later < values.length; i++) {
            sum += (values[i] - mean) * (values[i + later] - mean);
        }
        double deviation = deviation(values);
        return sum / values.length / deviation / deviation;
    }

    private static double[] minutes(List<Print> prints, long from, int count) {
        double[] moves = new double[count];
        double before = prints.get(0).ticks();
        int next = 0;
        for (int minute = 0; minute < count; minute++) {
            double close = before;
            while (next < prints.size() && prints.get(next).time() < from + (minute + 1) * MINUTE) {
                close = prints.get(next++).ticks();
            }
            moves[minute] = Math.log(close / before) * 10_000;
            before = close;
        }
        return moves;
    }

    /** The bounds are about the figures of real samples that the README shows. */
    private static void isLikeARealMarket(List<Print> prints, long from, int minutes) {
        double[] sizes = sorted(prints, Print::lots);
        double median = at(sizes, 0.5);
        assertThat(at(sizes, 0.1) / median).as("small sizes").isBetween(0.03, 0.4);
        assertThat(at(sizes, 0.9) / median).as("large sizes").isBetween(8.0, 20.0);
        assertThat(at(sizes, 0.99) / median).as("very large sizes").isBetween(50.0, 160.0);
        double[] pauses = pauses(prints);
        assertThat(mean(pauses)).as("seconds between trades").isBetween(3.0, 12.0);
        assertThat(deviation(pauses) / mean(pauses)).as("bursts").isBetween(1.4, 4.0);
        assertThat(echo(Arrays.stream(pauses).map(pause -> Math.log(pause + 1e-3)).toArray(), 1))
                .as("bursts last").isBetween(0.15, 0.7);
        double[] moves = minutes(prints, from, minutes);
        double deviation = deviation(moves);
        assertThat(deviation).as("a minute's movement in basis points").isBetween(3.0, 20.0);
        assertThat(mean(Arrays.stream(moves).map(move -> Math.pow(move / deviation, 4)).toArray()))
                .as("large moves").isBetween(5.0, 100.0);
        assertThat(echo(Arrays.stream(moves).map(Math::abs).toArray(), 1)).as("restless spells").isBetween(0.15, 0.7);
        assertThat(echo(moves, 1)).as("no free lunch").isBetween(-0.25, 0.25);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void thePastIsLikeARealMarket(long seed) {
        isLikeARealMarket(history(seed, "XBTUSD").between(START - 2 * DAY, START, Integer.MAX_VALUE), START - 2 * DAY,
                2_880);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void thePresentIsLikeARealMarket(long seed) {
        LivingMarket market = living(seed, "XBTUSD");
        List<Double> spreads = new ArrayList<>();
        while (market.now() < START + DAY) {
            market.step();
            spreads.add(market.spreadPerMillion());
        }
        isLikeARealMarket(market.prints, START, 1_440);
        double[] spread = spreads.stream().mapToDouble(each -> each).sorted().toArray();
        assertThat(at(spread, 0.5)).as("a tick while it is calm").isLessThan(5);
        assertThat(at(spread, 0.99)).as("wide in bursts").isBetween(100.0, 4_000.0);
    }
}
