package io.nija.marketdata.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import io.nija.broker.Observation;
import io.nija.market.MarketEvent;
import io.nija.market.MarketEvent.Candle;
import io.nija.market.Symbol;
import io.nija.marketdata.MarketData.CandleEvent;
import io.nija.platform.virtual.VirtualTime;

class CandleLineTest {

    private static final Symbol BTC = new Symbol("BTC", "USD");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant BEGIN = Instant.parse("2026-03-02T10:00:00Z");

    /** The stream begins a moment before the first candle that it sees all of. */
    private final VirtualTime time = new VirtualTime(BEGIN.minusSeconds(1));
    private final List<CandleEvent> told = new ArrayList<>();
    private final List<Instant> asked = new ArrayList<>();
    private CandleLine line;

    private void line(Duration interval, int warmUp, Duration source) {
        line = new CandleLine(BTC, interval, warmUp, source, time, asked::add, told::add);
    }

    private static Candle candle(Instant begin, Duration interval, String close, String volume) {
        BigDecimal price = new BigDecimal(close);
        return new Candle(BTC, interval, begin, price, price, price, price, price, new BigDecimal(volume), 1, false);
    }

    private List<Candle> closed() {
        return told.stream().filter(CandleEvent.Closed.class::isInstance).map(event -> ((CandleEvent.Closed) event).candle()).toList();
    }

    private boolean live(int index) {
        return told.stream().filter(CandleEvent.Closed.class::isInstance).map(CandleEvent.Closed.class::cast).toList().get(index).live();
    }

    private void history(Candle... candles) {
        line.read(new Observation.Known<>(List.of(candles), time.instant()), time.instant());
    }

    @Test
    void historyComesFirstAndThenWhatCloses() {
        line(MINUTE, 2, MINUTE);
        line.heard(new MarketEvent.Live(BTC));
        assertThat(asked).containsExactly(BEGIN.minus(MINUTE.multipliedBy(3)));
        time.advance(Duration.ofSeconds(1));
        line.heard(candle(BEGIN, MINUTE, "102", "1"));
        history(candle(BEGIN.minus(MINUTE.multipliedBy(2)), MINUTE, "100", "1"), candle(BEGIN.minus(MINUTE), MINUTE, "101", "1"));
        assertThat(closed()).extracting(Candle::close).extracting(BigDecimal::toPlainString).containsExactly("100", "101");
        assertThat(told).endsWith(new CandleEvent.Live());
        time.advance(Duration.ofSeconds(61));
        line.tick();
        assertThat(closed()).hasSize(2);
        line.heard(candle(BEGIN.plus(MINUTE), MINUTE, "103", "1"));
        assertThat(closed()).extracting(Candle::close).extracting(BigDecimal::toPlainString).containsExactly("100", "101", "102");
        assertThat(live(0)).isFalse();
        assertThat(live(1) && live(2)).isTrue();
    }

    @Test
    void anIntervalWithoutTradesHasACandleOfNoVolumeOnceItsTimeHasPassed() {
        line(MINUTE, 1, MINUTE);
        line.heard(new MarketEvent.Live(BTC));
        time.advance(Duration.ofSeconds(1));
        history(candle(BEGIN.minus(MINUTE), MINUTE, "100", "1"));
        time.advance(Duration.ofSeconds(61));
        line.tick();
        assertThat(closed()).as("what is on its way may still come").hasSize(1);
        time.advance(Duration.ofSeconds(1));
        line.tick();
        assertThat(closed()).hasSize(2);
        assertThat(closed().get(1).close()).isEqualByComparingTo("100");
        assertThat(closed().get(1).volume()).isZero();
    }

    @Test
    void whatWasMissedIsReadAndSaidToBeHistory() {
        line(MINUTE, 1, MINUTE);
        line.heard(new MarketEvent.Live(BTC));
        time.advance(Duration.ofSeconds(1));
        history(candle(BEGIN.minus(MINUTE), MINUTE, "100", "1"));
        line.heard(new MarketEvent.Interrupted(BTC, "SILENT", "Nothing was heard."));
        assertThat(told).endsWith(new CandleEvent.Interrupted("SILENT", "Nothing was heard."));
        time.advance(Duration.ofMinutes(3));
        line.tick();
        assertThat(closed()).as("silence says nothing of trades").hasSize(1);
        line.heard(new MarketEvent.Live(BTC));
        assertThat(asked).endsWith(BEGIN);
        history(candle(BEGIN.plus(MINUTE), MINUTE, "101", "1"));
        assertThat(closed()).extracting(Candle::begin).containsExactly(BEGIN.minus(MINUTE), BEGIN, BEGIN.plus(MINUTE), BEGIN.plus(MINUTE.multipliedBy(2)));
        assertThat(live(1) || live(2) || live(3)).isFalse();
    }

    @Test
    void withoutAnyHistoryItIsCurrentFromTheFirstCandleThatIsTold() {
        line(MINUTE, 1, MINUTE);
        line.heard(new MarketEvent.Live(BTC));
        time.advance(Duration.ofSeconds(1));
        history();
        assertThat(told).as("nothing is known yet").isEmpty();
        line.heard(candle(BEGIN, MINUTE, "100", "1"));
        assertThat(told).containsExactly(new CandleEvent.Live());
        assertThat(line.freshness().live()).isTrue();
        time.advance(MINUTE);
        line.heard(candle(BEGIN.plus(MINUTE), MINUTE, "101", "1"));
        assertThat(closed()).hasSize(1);
        assertThat(told).as("said once").filteredOn(CandleEvent.Live.class::isInstance).hasSize(1);
    }

    @Test
    void historyThatCannotBeReadIsAskedForAgainEverMoreSlowly() {
        line(MINUTE, 1, MINUTE);
        line.heard(new MarketEvent.Live(BTC));
        for (int i = 0; i < 10; i++) {
            line.read(new Observation.Missing<>("DOWN", "The venue is down."), time.instant());
            for (int second = 0; second < 60; second++) {
                time.advance(Duration.ofSeconds(1));
                line.tick();
            }
        }
        assertThat(asked.size()).isBetween(8, 14);
        assertThat(line.freshness().code()).isEqualTo("HISTORY_MISSING");
    }

    /** Whatever is interrupted: each closed candle once, in order, equal to the trades', with none missing. */
    @Property(tries = 150)
    void nothingIsMissingAndNothingComesTwice(@ForAll long seed) {
        Random random = new Random(seed);
        VirtualTime clock = new VirtualTime(BEGIN);
        Duration interval = Duration.ofMinutes(random.nextBoolean() ? 1 : 5);
        List<CandleEvent> events = new ArrayList<>();
        List<Instant> questions = new ArrayList<>();
        CandleLine under = new CandleLine(BTC, interval, random.nextInt(4), MINUTE, clock, questions::add, events::add);
        TreeMap<Instant, Candle> venue = new TreeMap<>();
        venue.put(BEGIN.minus(Duration.ofHours(1)), candle(BEGIN.minus(Duration.ofHours(1)), MINUTE, "100", "1"));
        boolean connected = false;
        for (int second = 0; second < 3_600; second++) {
            clock.advance(Duration.ofSeconds(1));
            if (random.nextInt(200) == 0) {
                connected = !connected;
                under.heard(connected ? new MarketEvent.Live(BTC) : new MarketEvent.Interrupted(BTC, "CUT", "It was cut."));
            }
            if (random.nextInt(random.nextInt(10) == 0 ? 2 : 40) == 0) {
                Instant begin = CandleMaker.beginOf(clock.instant(), MINUTE);
                BigDecimal price = BigDecimal.valueOf(100 + random.nextInt(20));
                Candle before = venue.get(begin);
                Candle now = before == null ? candle(begin, MINUTE, price.toPlainString(), "1") : new Candle(BTC, MINUTE, begin, before.open(),
                        before.high().max(price), before.low().min(price), price, price, before.volume().add(BigDecimal.ONE), before.trades() + 1, false);
                venue.put(begin, now);
                if (connected) {
                    under.heard(now);
                }
            }
            if (!questions.isEmpty() && random.nextInt(3) == 0) {
                Instant from = questions.remove(0);
                boolean fails = random.nextInt(5) == 0;
                under.read(fails ? new Observation.Missing<>("DOWN", "Down.") : new Observation.Known<>(List.copyOf(venue.tailMap(from, true).values()),
                        clock.instant()), clock.instant());
            }
            under.tick();
        }
        List<Candle> all = events.stream().filter(CandleEvent.Closed.class::isInstance).map(event -> ((CandleEvent.Closed) event).candle()).toList();
        for (int i = 0; i < all.size(); i++) {
            Candle candle = all.get(i);
            if (i > 0) {
                assertThat(candle.begin()).isEqualTo(all.get(i - 1).begin().plus(interval));
            }
            List<Candle> parts = List.copyOf(venue.subMap(candle.begin(), true, candle.begin().plus(interval), false).values());
            assertThat(candle.volume()).as("volume of %s", candle.begin()).isEqualByComparingTo(parts.stream().map(Candle::volume)
                    .reduce(BigDecimal.ZERO, BigDecimal::add));
            if (!parts.isEmpty()) {
                assertThat(candle.close()).isEqualByComparingTo(parts.get(parts.size() - 1).close());
                assertThat(candle.high()).isGreaterThanOrEqualTo(parts.stream().map(Candle::high).max(BigDecimal::compareTo).orElseThrow());
            }
        }
    }
}
