package io.nija.broker.paper.internal.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.nija.broker.Observation;
import io.nija.market.MarketEvent;
import io.nija.market.MarketStream;
import io.nija.market.Symbol;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;

class PaperStreamTest {

    private static final Symbol BTC = new Symbol("BTC", "USD");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path folder;
    private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-15T10:00:00Z"));
    private PaperMarket market;
    private PaperStream stream;
    private PublicReads reads;
    private final List<MarketEvent> told = new ArrayList<>();

    @BeforeEach
    void open() {
        market = new PaperMarket(new Settings(7, 60, new BigDecimal(10_000), BigDecimal.ZERO, Duration.ZERO, folder), time, time, new DirectWorkers());
        stream = new PaperStream(market);
        reads = new PublicReads(market, time);
    }

    @AfterEach
    void close() {
        stream.close();
        market.close();
    }

    private static <T> Observation.Known<T> known(java.util.concurrent.CompletableFuture<Observation<T>> answer) {
        assertThat(answer).isDone();
        return (Observation.Known<T>) answer.join();
    }

    @Test
    void aWeekOfHistoryIsThereAtOnce() {
        Instant from = time.instant().minus(Duration.ofDays(7));
        Observation.Known<List<MarketEvent.Candle>> week = known(reads.candles(BTC, Duration.ofHours(1), from));
        assertThat(week.value()).hasSizeGreaterThan(160).allMatch(MarketEvent.Candle::closed);
        assertThat(week.value().get(0).begin()).isEqualTo(from);
    }

    @Test
    void candlesThatAreToldAreThoseOfTheHistory() {
        stream.subscribe(new MarketStream.Topic.Candles(BTC, MINUTE), told::add);
        time.advance(Duration.ofSeconds(10));
        Map<Instant, MarketEvent.Candle> closed = new LinkedHashMap<>();
        told.stream().filter(MarketEvent.Candle.class::isInstance).map(MarketEvent.Candle.class::cast).filter(MarketEvent.Candle::closed)
                .forEach(candle -> assertThat(closed.put(candle.begin(), candle)).as("told once as closed").isNull());
        List<MarketEvent.Candle> read = known(reads.candles(BTC, MINUTE, Instant.parse("2026-01-15T10:00:00Z"))).value();
        assertThat(read).hasSizeGreaterThanOrEqualTo(9);
        assertThat(closed.values()).containsExactlyElementsOf(read);
    }

    @Test
    void everyTradeIsToldOnceAndInOrder() {
        stream.subscribe(new MarketStream.Topic.Trades(BTC), told::add);
        time.advance(Duration.ofSeconds(5));
        List<Long> ids = told.stream().filter(MarketEvent.Traded.class::isInstance).map(event -> ((MarketEvent.Traded) event).id()).toList();
        assertThat(ids).hasSizeGreaterThan(2);
        for (int i = 1; i < ids.size(); i++) {
            assertThat(ids.get(i)).isEqualTo(ids.get(i - 1) + 1);
        }
        assertThat(stream.health().live()).isEqualTo(1);
    }

    @Test
    void whatIsToldAsCurrentIsCompleteByTheMarketsClock() {
        stream.subscribe(new MarketStream.Topic.Trades(BTC), told::add);
        time.advance(Duration.ofSeconds(5));
        Instant told = market.now();
        List<MarketEvent.Traded> until = known(reads.trades(BTC, Instant.parse("2026-01-15T10:00:01Z"))).value().stream()
                .filter(trade -> !trade.at().isAfter(told)).toList();
        assertThat(this.told).containsAll(until);
        assertThat(until).isNotEmpty();
    }

    @Test
    void pricesAndBooksCarryTheMachinesTimeAndAreToldAgainWhileTheyStand() {
        stream.subscribe(new MarketStream.Topic.Prices(BTC), told::add);
        time.advance(Duration.ofSeconds(3));
        List<MarketEvent.Prices> prices = told.stream().filter(MarketEvent.Prices.class::isInstance).map(MarketEvent.Prices.class::cast).toList();
        assertThat(prices).hasSizeGreaterThanOrEqualTo(3);
        assertThat(prices.get(prices.size() - 1).at()).isAfterOrEqualTo(time.instant().minusSeconds(1)).isBeforeOrEqualTo(time.instant());
        assertThat(prices).allSatisfy(one -> assertThat(one.bid()).isLessThan(one.ask()));
    }

    @Test
    void anInstrumentThatIsNotListedIsSaid() {
        stream.subscribe(new MarketStream.Topic.Prices(new Symbol("NIX", "USD")), told::add);
        assertThat(told).singleElement().isInstanceOfSatisfying(MarketEvent.Interrupted.class, said ->
                assertThat(said.reason()).contains("NIX/USD"));
    }
}
