package io.nija.broker.kraken.internal.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.nija.broker.Observation;
import io.nija.broker.kraken.internal.testing.OnTheExchange;
import io.nija.broker.kraken.internal.wire.KrakenJson;
import io.nija.broker.kraken.internal.wire.UnexpectedShape;
import io.nija.market.MarketEvent;
import io.nija.market.Symbol;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicHistoryTest {

    private static final Symbol BTC = Symbol.parse("BTC/USD");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private static <T> Observation.Known<T> known(java.util.concurrent.CompletionStage<Observation<T>> stage) throws Exception {
        Observation<T> observed = stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertThat(observed).isInstanceOf(Observation.Known.class);
        return (Observation.Known<T>) observed;
    }

    @Test
    void theExchangesCandlesAreTheSumOfItsTrades() throws Exception {
        try (OnTheExchange venue = new OnTheExchange(folder, "rest")) {
            Instant end = Instant.ofEpochSecond(venue.venueTime.instant().getEpochSecond() / 60 * 60);
            Instant from = end.minus(Duration.ofMinutes(60));
            Observation.Known<List<MarketEvent.Candle>> candles = known(venue.broker.candles(BTC, MINUTE, from));
            assertThat(candles.at()).as("all that closed before this is there").isEqualTo(end);
            assertThat(candles.value()).isNotEmpty().allMatch(candle -> candle.closed() && !candle.begin().isBefore(from) && candle.begin().isBefore(end));

            List<MarketEvent.Traded> trades = new ArrayList<>();
            Observation.Known<List<MarketEvent.Traded>> page = known(venue.broker.publicTrades(BTC, from));
            trades.addAll(page.value());
            while (page.at().isBefore(end)) {
                Instant next = page.at();
                page = known(venue.broker.publicTrades(BTC, next));
                page.value().stream().filter(trade -> trade.id() > trades.get(trades.size() - 1).id()).forEach(trades::add);
            }
            for (MarketEvent.Candle candle : candles.value()) {
                List<MarketEvent.Traded> within = trades.stream().filter(trade -> !trade.at().isBefore(candle.begin())
                        && trade.at().isBefore(candle.begin().plus(MINUTE))).toList();
                assertThat(within).hasSize((int) candle.trades());
                if (within.isEmpty()) {
                    // A minute in which nobody traded: the last price stands.
                    assertThat(candle.volume()).isZero();
                    assertThat(List.of(candle.open(), candle.high(), candle.low())).allSatisfy(price -> assertThat(price).isEqualByComparingTo(candle.close()));
                    continue;
                }
                assertThat(within.get(0).price()).isEqualByComparingTo(candle.open());
                assertThat(within.get(within.size() - 1).price()).isEqualByComparingTo(candle.close());
                assertThat(within.stream().map(MarketEvent.Traded::price).reduce(BigDecimal::max).orElseThrow()).isEqualByComparingTo(candle.high());
                assertThat(within.stream().map(MarketEvent.Traded::price).reduce(BigDecimal::min).orElseThrow()).isEqualByComparingTo(candle.low());
                assertThat(within.stream().map(MarketEvent.Traded::quantity).reduce(BigDecimal.ZERO, BigDecimal::add))
                        .isEqualByComparingTo(candle.volume());
            }
        }
    }

    @Test
    void whatIsNotThereIsMissingAndSaidSo() throws Exception {
        try (OnTheExchange venue = new OnTheExchange(folder, "rest")) {
            assertThat(venue.broker.candles(BTC, Duration.ofSeconds(90), Instant.EPOCH).toCompletableFuture().get(60, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(Observation.Missing.class, missing -> assertThat(missing.code()).isEqualTo("KRAKEN_NO_SUCH_CANDLES"));
            assertThat(venue.broker.publicTrades(Symbol.parse("NO/SUCH"), Instant.EPOCH).toCompletableFuture().get(60, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(Observation.Missing.class, missing -> assertThat(missing.code()).isEqualTo("KRAKEN_UNKNOWN_PAIR"));
        }
    }

    @Test
    void theRunningCandleIsLeftOut() {
        PublicHistory.Candles read = PublicHistory.candles(KrakenJson.parse("{\"XXBTZUSD\":[[1767225540,\"61\",\"62\",\"60\",\"61\",\"61\",\"3\",5],"
                + "[1767225600,\"61\",\"62\",\"60\",\"61\",\"0\",\"0\",0]],\"last\":1767225540}"), BTC, MINUTE);
        assertThat(read.all()).extracting(candle -> candle.begin().getEpochSecond()).containsExactly(1767225540L);
        assertThat(read.closedBefore()).isEqualTo(Instant.ofEpochSecond(1767225600));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"last\":1767225540}", "{\"A\":[],\"B\":[],\"last\":1767225540}", "{\"A\":[]}", "{\"A\":{},\"last\":1767225540}",
        "{\"A\":[[1767225541,\"61\",\"62\",\"60\",\"61\",\"61\",\"3\",5]],\"last\":1767225600}", "{\"A\":[[1767225540,\"61\"]],\"last\":1767225600}",
        "{\"A\":[[1767225540,\"61\",\"62\",\"-60\",\"61\",\"61\",\"3\",5]],\"last\":1767225600}",
        "{\"A\":[[1767225540,\"1\",\"1\",\"1\",\"1\",\"1\",\"3\",5],[1767225540,\"1\",\"1\",\"1\",\"1\",\"1\",\"3\",5]],\"last\":1767225600}"})
    void anAnswerThatIsNoListOfCandlesIsRefused(String result) {
        assertThatThrownBy(() -> PublicHistory.candles(KrakenJson.parse(result), BTC, MINUTE)).isInstanceOf(UnexpectedShape.class);
    }

    @Test
    void aTradeThatComesTwiceIsTakenOnce() {
        assertThat(PublicHistory.trades(KrakenJson.parse("{\"XXBTZUSD\":[[\"61000.1\",\"0.0012\",1767225601.1234567,\"b\",\"l\",\"\",7],"
                + "[\"61000.1\",\"0.0012\",1767225601.1234567,\"b\",\"l\",\"\",7]],\"last\":\"1767225601123456789\"}"), BTC))
                .containsExactly(new MarketEvent.Traded(BTC, true, new BigDecimal("61000.1"), new BigDecimal("0.0012"), 7,
                        Instant.ofEpochSecond(1767225601, 123456700)));
    }
}
