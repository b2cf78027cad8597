package io.nija.marketdata.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.nija.broker.Broker;
import io.nija.broker.Observation;
import io.nija.market.MarketEvent.Candle;
import io.nija.market.MarketStream;
import io.nija.market.Quote;
import io.nija.marketdata.MarketData;
import io.nija.marketdata.MarketData.CandleEvent;
import io.nija.marketdata.internal.history.ImportedPast;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;

class MarketHubTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant BEGIN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Map<String, Object> PLAYED = Map.of(Broker.BROKER, "played");

    private final VirtualTime time = new VirtualTime(BEGIN);
    private final List<CandleEvent> told = new ArrayList<>();
    private final MarketHub hub = new MarketHub(time, time, new DirectWorkers(), new ImportedPast(Path.of("nowhere")));

    private PlayedVenue venue(int page, Duration... intervals) {
        return new PlayedVenue(time, Set.of(intervals), page);
    }

    private PlayedVenue.Stream here(PlayedVenue venue) {
        PlayedVenue.Stream stream = venue.open();
        hub.addBroker(venue);
        hub.addStream(stream, PLAYED);
        return stream;
    }

    private List<Candle> closed() {
        return told.stream().filter(CandleEvent.Closed.class::isInstance).map(event -> ((CandleEvent.Closed) event).candle()).toList();
    }

    /** Half an hour of trades, some seconds apart. */
    private void past(PlayedVenue venue) {
        for (int i = 0; i < 200; i++) {
            venue.trade(Integer.toString(100 + i % 7), "0.5");
            time.advance(Duration.ofSeconds(1 + i * 31 % 17));
        }
    }

    @Test
    void ofTheVenuesCandlesTheLongestThatFitIsTaken() {
        PlayedVenue venue = venue(100, MINUTE, Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1));
        PlayedVenue.Stream stream = here(venue);
        hub.candles(venue.id(), PlayedVenue.BTC, Duration.ofMinutes(30), 0, told::add);
        hub.candles(venue.id(), PlayedVenue.BTC, Duration.ofMinutes(2), 0, told::add);
        hub.candles(venue.id(), PlayedVenue.BTC, Duration.ofSeconds(90), 0, told::add);
        assertThat(stream.topics()).containsExactly(new MarketStream.Topic.Candles(PlayedVenue.BTC, Duration.ofMinutes(15)),
                new MarketStream.Topic.Candles(PlayedVenue.BTC, MINUTE), new MarketStream.Topic.Trades(PlayedVenue.BTC));
    }

    @Test
    void candlesThatNoVenueMakesComeFromTradesThoseOfThePastToo() {
        PlayedVenue venue = venue(20, MINUTE);
        past(venue);
        Instant began = time.instant();
        here(venue);
        Duration interval = Duration.ofSeconds(15);
        MarketData.Feed feed = hub.candles(venue.id(), PlayedVenue.BTC, interval, 40, told::add);
        assertThat(feed.freshness().live()).isTrue();
        assertThat(closed()).hasSize(40);
        past(venue);
        Instant first = CandleMaker.beginOf(began, interval).minus(interval.multipliedBy(40));
        assertWhole(venue, interval, first, 40);
        feed.close();
        int before = told.size();
        past(venue);
        assertThat(told).as("a closed feed tells nothing").hasSize(before);
    }

    /** Every interval once, in order, as the tape has it; those without trades at the last close. */
    private void assertWhole(PlayedVenue venue, Duration interval, Instant first, int least) {
        List<Candle> expected = venue.candles(interval, first, time.instant());
        List<Candle> candles = closed();
        assertThat(candles.size()).isGreaterThanOrEqualTo(least);
        Instant begin = candles.get(0).begin();
        assertThat(begin).isAfterOrEqualTo(first);
        BigDecimal close = null;
        for (Candle candle : candles) {
            assertThat(candle.begin()).as("no gap and none twice").isEqualTo(begin);
            Instant at = begin;
            Candle there = expected.stream().filter(one -> one.begin().equals(at)).findFirst().orElse(null);
            if (there == null) {
                assertThat(candle.volume()).as("nobody traded at %s", at).isZero();
                assertThat(candle.close()).isEqualTo(close == null ? candle.close() : close);
            } else {
                assertThat(List.of(candle.open(), candle.high(), candle.low(), candle.close(), candle.volume(), BigDecimal.valueOf(candle.trades())))
                        .as("the candle of %s", at).usingComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                        .isEqualTo(List.of(there.open(), there.high(), there.low(), there.close(), there.volume(), BigDecimal.valueOf(there.trades())));
            }
            close = candle.close();
            begin = begin.plus(interval);
        }
        assertThat(begin.plus(interval).plus(Duration.ofSeconds(4))).as("the latest that is closed was told").isAfterOrEqualTo(time.instant());
    }

    @Property(tries = 40)
    void whateverHappensToStreamAndBrokerNoCandleIsMissingWrongOrTwice(@ForAll @IntRange(max = 1_000_000) int seed, @ForAll boolean fromTrades) {
        Random random = new Random(seed);
        VirtualTime clock = new VirtualTime(BEGIN);
        MarketHub market = new MarketHub(clock, clock, new DirectWorkers(), new ImportedPast(Path.of("nowhere")));
        List<CandleEvent> events = new ArrayList<>();
        PlayedVenue venue = new PlayedVenue(clock, fromTrades ? Set.of() : Set.of(MINUTE), 10);
        for (int i = 0; i < 100; i++) {
            venue.trade(Integer.toString(90 + random.nextInt(20)), "0." + (1 + random.nextInt(9)));
            clock.advance(Duration.ofSeconds(random.nextInt(40)));
        }
        PlayedVenue.Stream stream = venue.open();
        market.addBroker(venue);
        market.addStream(stream, PLAYED);
        Duration interval = Duration.ofMinutes(fromTrades ? 1 : 2);
        Instant first = CandleMaker.beginOf(clock.instant(), interval).minus(interval.multipliedBy(5));
        market.candles(venue.id(), PlayedVenue.BTC, interval, 5, events::add);
        boolean up = true;
        for (int i = 0; i < 400; i++) {
            switch (random.nextInt(14)) {
                case 0 -> {
                    if (up) {
                        stream.down();
                    } else {
                        stream.up();
                    }
                    up = !up;
                }
                case 1 -> {
                    if (up) {
                        stream.gap();
                    }
                }
                case 2 -> {
                    // The broker's bundle is replaced.
                    market.removeStream(stream, PLAYED);
                    market.removeBroker(venue);
                    venue.streams.clear();
                    clock.advance(Duration.ofSeconds(random.nextInt(100)));
                    venue.trade(Integer.toString(90 + random.nextInt(20)), "0.3");
                    stream = venue.open();
                    market.addBroker(venue);
                    market.addStream(stream, PLAYED);
                    up = true;
                }
                case 3 -> venue.historyFails = !venue.historyFails && random.nextInt(3) == 0;
                default -> venue.trade(Integer.toString(90 + random.nextInt(20)), "0." + (1 + random.nextInt(9)));
            }
            clock.advance(Duration.ofMillis(random.nextInt(30_000)));
        }
        venue.historyFails = false;
        if (!up) {
            stream.up();
        }
        clock.advance(Duration.ofMinutes(10));
        MarketHubTest whole = new MarketHubTest();
        whole.time.advance(Duration.between(BEGIN, clock.instant()));
        whole.told.addAll(events);
        whole.assertWhole(venue, interval, first, 20);
        market.stop();
    }

    @Test
    void aQuoteIsKnownWhileItIsYoungAndStaleAfterAnInterruption() {
        PlayedVenue venue = venue(10, MINUTE);
        List<Quote> quotes = new ArrayList<>();
        assertThat(hub.latest(venue.id(), PlayedVenue.BTC)).isInstanceOf(Observation.Missing.class);
        PlayedVenue.Stream stream = here(venue);
        MarketData.Feed feed = hub.quotes(venue.id(), PlayedVenue.BTC, quotes::add);
        assertThat(hub.latest(venue.id(), PlayedVenue.BTC)).isInstanceOf(Observation.Missing.class);
        venue.trade("100", "1");
        assertThat(quotes).hasSize(1);
        assertThat(hub.latest(venue.id(), PlayedVenue.BTC)).isInstanceOf(Observation.Known.class);
        time.advance(Duration.ofSeconds(61));
        assertThat(hub.latest(venue.id(), PlayedVenue.BTC)).isInstanceOf(Observation.Stale.class);
        venue.trade("101", "1");
        stream.down();
        assertThat(hub.latest(venue.id(), PlayedVenue.BTC)).isInstanceOf(Observation.Stale.class);
        assertThat(feed.freshness().live()).isFalse();
        stream.up();
        venue.trade("102", "1");
        hub.removeStream(stream, PLAYED);
        assertThat(hub.latest(venue.id(), PlayedVenue.BTC)).as("its broker went").isInstanceOf(Observation.Stale.class);
        feed.close();
        assertThat(hub.latest(venue.id(), PlayedVenue.BTC)).isInstanceOf(Observation.Missing.class);
    }

    @Test
    void aHistoryThatFailsIsAskedForAgainAndSaidSo() {
        PlayedVenue venue = venue(10, MINUTE);
        past(venue);
        venue.historyFails = true;
        here(venue);
        MarketData.Feed feed = hub.candles(venue.id(), PlayedVenue.BTC, MINUTE, 5, told::add);
        assertThat(feed.freshness().code()).isEqualTo("HISTORY_MISSING");
        assertThat(closed()).isEmpty();
        int asked = venue.asked;
        time.advance(Duration.ofSeconds(10));
        assertThat(venue.asked - asked).as("again, but ever more slowly").isBetween(1, 4);
        venue.historyFails = false;
        time.advance(Duration.ofMinutes(2));
        assertThat(feed.freshness().live()).isTrue();
        assertThat(closed().size()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void whatTheVenueHasForgottenIsWarmedUpWithFromWhatWasImported(@TempDir Path data) throws Exception {
        PlayedVenue venue = venue(100, MINUTE);
        past(venue);
        MarketHub market = new MarketHub(time, time, new DirectWorkers(), new ImportedPast(data));
        market.addBroker(venue);
        market.addStream(venue.open(), PLAYED);
        Path file = Files.createDirectories(data.resolve("history/played/BTC-USD")).resolve("1m.csv");
        Files.writeString(file, "time,open,high,low,close,volume\n" + BEGIN.minusSeconds(180).getEpochSecond() + ",7,8,6,7,1\n"
                + BEGIN.minusSeconds(60).getEpochSecond() + ",8,9,7,8,2\n");
        int minutes = (int) Duration.between(BEGIN, time.instant()).toMinutes();
        market.candles(venue.id(), PlayedVenue.BTC, MINUTE, minutes + 5, told::add);
        List<Candle> all = closed();
        assertThat(all).extracting(Candle::begin).startsWith(BEGIN.minusSeconds(180), BEGIN.minusSeconds(120), BEGIN.minusSeconds(60), BEGIN)
                .hasSize(minutes + 3);
        assertThat(all).extracting(candle -> candle.close().toPlainString()).startsWith("7", "7", "8");
        assertThat(all.get(1).volume()).as("nobody traded").isZero();
        told.clear();
        Files.writeString(file, "time,open,high,low,close,volume\n" + BEGIN.minusSeconds(180).getEpochSecond() + ",7,8,6,7,1\n");
        market.candles(venue.id(), PlayedVenue.BTC, MINUTE, minutes + 5, told::add);
        assertThat(closed()).extracting(Candle::begin).as("what lies between nobody knows, so none of it is used").startsWith(BEGIN);
        told.clear();
        Files.writeString(file, "spoilt");
        market.candles(venue.id(), PlayedVenue.BTC, MINUTE, minutes + 5, told::add);
        assertThat(closed()).extracting(Candle::begin).startsWith(BEGIN);
    }
}
