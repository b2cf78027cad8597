package io.nija.broker.kraken.internal.stream.publicfeed;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.nija.broker.Observation;
import io.nija.broker.kraken.internal.stream.ConnectBudget;
import io.nija.broker.kraken.internal.stream.frame.Samples;
import io.nija.broker.kraken.internal.testing.ScriptedSockets;
import io.nija.market.Instrument;
import io.nija.market.InstrumentBook;
import io.nija.market.MarketEvent;
import io.nija.market.MarketMode;
import io.nija.market.MarketStream;
import io.nija.market.Symbol;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;

import org.junit.jupiter.api.Test;

class PublicFeedTest {

    private static final Symbol BTC = Symbol.parse("BTC/USD");
    private static final Symbol ETH = Symbol.parse("ETH/USD");

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
    private final ScriptedSockets venue = new ScriptedSockets();
    private Observation<InstrumentBook> rules = new Observation.Known<>(book(), time.instant());
    private final PublicFeed feed = new PublicFeed(() -> venue, () -> CompletableFuture.completedFuture(rules), new ConnectBudget(time), time, time,
            new DirectWorkers().shared());
    private final List<MarketEvent> heard = new ArrayList<>();

    private static InstrumentBook book() {
        List<Instrument> all = List.of(instrument("BTC/USD", 1), instrument("ETH/USD", 2));
        return new InstrumentBook() {
            @Override
            public List<Instrument> all() {
                return all;
            }

            @Override
            public Optional<Instrument> find(String anyName) {
                return all.stream().filter(one -> one.symbol().toString().equals(anyName)).findFirst();
            }

            @Override
            public String asset(String venueAsset) {
                return venueAsset;
            }
        };
    }

    private static Instrument instrument(String symbol, int priceDecimals) {
        return new Instrument(Symbol.parse(symbol), Set.of(symbol), symbol.replace("/", ""), BigDecimal.ONE.movePointLeft(priceDecimals), priceDecimals,
                BigDecimal.ONE.movePointLeft(8), new BigDecimal("0.0001"), new BigDecimal("0.5"), 5, null, null, MarketMode.ONLINE);
    }

    private MarketStream.Subscription books() {
        return feed.subscribe(new MarketStream.Topic.Book(BTC, 10), heard::add);
    }

    private ScriptedSockets.Line opened() {
        ScriptedSockets.Line line = venue.last();
        line.opened();
        return line;
    }

    private <T> List<T> heard(Class<T> kind) {
        return heard.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void nothingIsConnectedBeforeTheFirstSubscriptionAndAfterTheLast() {
        assertThat(venue.attempts).isEmpty();
        MarketStream.Subscription subscription = books();
        ScriptedSockets.Line line = opened();
        assertThat(feed.health().connections()).isEqualTo(1);
        subscription.close();
        assertThat(line.abandoned).isTrue();
        assertThat(feed.health()).extracting(MarketStream.Health::connections, MarketStream.Health::topics).containsExactly(0, 0);
        assertThat(time.pending()).isZero();
    }

    @Test
    void equalWishesShareOneTopicAndALateListenerHearsTheBookAtOnce() {
        books();
        ScriptedSockets.Line line = opened();
        line.confirm("subscribe", "book", "BTC/USD");
        line.say(Samples.BOOK_A);
        List<MarketEvent> late = new ArrayList<>();
        MarketStream.Subscription second = feed.subscribe(new MarketStream.Topic.Book(BTC, 10), late::add);
        assertThat(line.sent).hasSize(1);
        assertThat(late).hasSize(2);
        second.close();
        assertThat(line.sent).hasSize(1);
        line.say(Samples.BOOK_UPDATE);
        assertThat(late).hasSize(2);
        assertThat(heard(MarketEvent.Book.class)).hasSize(2);
    }

    @Test
    void aBookIsLiveWithItsSnapshotAndToldWithEveryChange() {
        books();
        ScriptedSockets.Line line = opened();
        assertThat(line.sent).containsExactly("{\"method\":\"subscribe\",\"params\":{\"channel\":\"book\",\"symbol\":[\"BTC/USD\"],\"depth\":10,"
                + "\"snapshot\":true},\"req_id\":1}");
        line.confirm("subscribe", "book", "BTC/USD");
        assertThat(heard).isEmpty();
        line.say(Samples.BOOK_A);
        assertThat(heard.get(0)).isEqualTo(new MarketEvent.Live(BTC));
        line.say(Samples.BOOK_UPDATE);
        assertThat(heard(MarketEvent.Book.class).get(1).quote().asks().get(0).price()).isEqualByComparingTo("45285.0");
        assertThat(feed.health().live()).isEqualTo(1);
    }

    @Test
    void aWrongChecksumReadsThatPairAnewAndLeavesTheOthersAlone() {
        books();
        List<MarketEvent> prices = new ArrayList<>();
        feed.subscribe(new MarketStream.Topic.Prices(BTC), prices::add);
        ScriptedSockets.Line line = opened();
        line.say(Samples.BOOK_A);
        line.say(Samples.TICKER);
        line.take();
        line.say(Samples.BOOK_UPDATE.replace("1000369792", "1"));
        assertThat(line.sent).hasSize(2);
        assertThat(line.sent.get(0)).contains("unsubscribe").contains("\"depth\":10");
        assertThat(line.sent.get(1)).contains("\"subscribe\"").contains("book");
        assertThat(heard(MarketEvent.Interrupted.class)).extracting(MarketEvent.Interrupted::code).containsExactly("KRAKEN_STREAM_RESYNC");
        line.say(Samples.BOOK_UPDATE);
        assertThat(heard(MarketEvent.Live.class)).hasSize(1);
        line.say(Samples.BOOK_A);
        assertThat(heard(MarketEvent.Live.class)).hasSize(2);
        assertThat(prices.stream().filter(MarketEvent.Interrupted.class::isInstance)).isEmpty();
        assertThat(feed.health().resynchronisations()).isEqualTo(1);
    }

    @Test
    void aBookThatKeepsBreakingIsReadAnewNoMoreThanEveryFiveSeconds() {
        books();
        ScriptedSockets.Line line = opened();
        line.say(Samples.BOOK_A);
        line.say(Samples.BOOK_UPDATE.replace("1000369792", "1"));
        line.say(Samples.BOOK_A.replace("3310070434", "1"));
        line.take();
        time.advance(Duration.ofSeconds(3));
        line.say(Samples.HEARTBEAT);
        assertThat(line.sent).isEmpty();
        time.advance(Duration.ofSeconds(3));
        assertThat(line.take()).singleElement().asString().contains("\"subscribe\"");
    }

    @Test
    void aSubscriptionThatIsNotConfirmedIsAnErrorWithItsCauseAndAskedAgain() {
        books();
        ScriptedSockets.Line line = opened();
        for (int i = 0; i < 11; i++) {
            time.advance(Duration.ofSeconds(1));
            line.say(Samples.HEARTBEAT);
        }
        assertThat(heard(MarketEvent.Interrupted.class)).extracting(MarketEvent.Interrupted::code).containsExactly("KRAKEN_STREAM_UNCONFIRMED");
        line.take();
        for (int i = 0; i < 11; i++) {
            time.advance(Duration.ofSeconds(1));
            line.say(Samples.HEARTBEAT);
        }
        assertThat(line.sent).anyMatch(text -> text.contains("\"subscribe\""));
    }

    @Test
    void aRefusedSymbolIsToldWithKrakensWordsAndTheOthersOfTheRequestGoOn() {
        feed.subscribe(new MarketStream.Topic.Trades(BTC), heard::add);
        List<MarketEvent> other = new ArrayList<>();
        feed.subscribe(new MarketStream.Topic.Trades(ETH), other::add);
        ScriptedSockets.Line line = opened();
        assertThat(line.sent).hasSize(1);
        line.say("{\"method\":\"subscribe\",\"error\":\"Currency pair not supported BTC/USD\",\"success\":false,\"symbol\":\"BTC/USD\",\"req_id\":1}");
        line.confirm("subscribe", "trade", "ETH/USD");
        assertThat(heard(MarketEvent.Interrupted.class).get(0).reason()).contains("Currency pair not supported BTC/USD");
        assertThat(other).containsExactly(new MarketEvent.Live(ETH));
    }

    @Test
    void aSilentConnectionIsAskedOnceAndThenMadeAgainWithAllItsTopics() {
        books();
        ScriptedSockets.Line line = opened();
        line.say(Samples.BOOK_A);
        line.take();
        time.advance(Duration.ofSeconds(11));
        assertThat(line.take()).singleElement().asString().contains("ping");
        time.advance(Duration.ofSeconds(3));
        assertThat(line.abandoned).isTrue();
        assertThat(heard(MarketEvent.Interrupted.class).get(0).code()).isEqualTo("KRAKEN_STREAM_SILENT");
        time.advance(Duration.ofSeconds(1));
        assertThat(venue.attempts).hasSize(2);
        opened().say(Samples.BOOK_A);
        assertThat(venue.last().sent).hasSize(1);
        assertThat(heard(MarketEvent.Live.class)).hasSize(2);
        assertThat(feed.health().reconnections()).isEqualTo(1);
    }

    @Test
    void aPongIsLifeEnough() {
        books();
        ScriptedSockets.Line line = opened();
        for (int i = 0; i < 5; i++) {
            time.advance(Duration.ofSeconds(11));
            line.say(Samples.PONG);
        }
        assertThat(line.abandoned).isFalse();
    }

    @Test
    void attemptsGrowRarerAndNeverExceedTheVenuesLimit() {
        venue.onAttempt = attempt -> time.after(Duration.ofMillis(10), Runnable::run, () -> attempt.ended(0, 0));
        books();
        time.advance(Duration.ofMinutes(10));
        assertThat(venue.attempts.size()).isBetween(8, 30);
    }

    @Test
    void aRefusedAddressIsNotHammered() {
        venue.onAttempt = attempt -> time.after(Duration.ofMillis(10), Runnable::run, () -> attempt.ended(403, 0));
        books();
        time.advance(Duration.ofMinutes(4));
        assertThat(venue.attempts).hasSize(1);
        assertThat(heard(MarketEvent.Interrupted.class).get(0).code()).isEqualTo("KRAKEN_STREAM_REFUSED");
    }

    @Test
    void plainTextIsCountedAndTheConnectionLivesOn() {
        books();
        ScriptedSockets.Line line = opened();
        line.say("CloudFlare WebSocket proxy restarting");
        line.say(Samples.BOOK_A);
        assertThat(heard(MarketEvent.Book.class)).hasSize(1);
        assertThat(feed.health().faults()).isEqualTo(1);
    }

    @Test
    void missingTradesAreANamedGapAndRepeatedOnesAreToldOnce() {
        feed.subscribe(new MarketStream.Topic.Trades(BTC), heard::add);
        ScriptedSockets.Line line = opened();
        line.confirm("subscribe", "trade", "BTC/USD");
        line.say(trade(1));
        line.say(trade(1));
        line.say(trade(2));
        line.say(trade(5));
        assertThat(heard(MarketEvent.Traded.class)).extracting(MarketEvent.Traded::id).containsExactly(1L, 2L, 5L);
        assertThat(heard(MarketEvent.Gap.class)).extracting(MarketEvent.Gap::missing).containsExactly(2L);
    }

    @Test
    void theSnapshotAfterAReconnectionFillsWhatWasMissed() {
        feed.subscribe(new MarketStream.Topic.Trades(BTC), heard::add);
        ScriptedSockets.Line line = opened();
        line.say(trade(1));
        line.ended(0, 1006);
        time.advance(Duration.ofSeconds(2));
        String rows = trade(2).replaceAll(".*\\[|\\].*", "") + "," + trade(1).replaceAll(".*\\[|\\].*", "");
        opened().say("{\"channel\":\"trade\",\"type\":\"snapshot\",\"data\":[" + rows + "]}");
        assertThat(heard(MarketEvent.Traded.class)).extracting(MarketEvent.Traded::id).containsExactly(1L, 2L);
        assertThat(heard(MarketEvent.Gap.class)).isEmpty();
    }

    private static String trade(int id) {
        return Samples.TRADE.replace("91234567", Integer.toString(id));
    }

    @Test
    void aCandleIsClosedWhenALaterOneBegins() {
        feed.subscribe(new MarketStream.Topic.Candles(BTC, Duration.ofMinutes(1)), heard::add);
        ScriptedSockets.Line line = opened();
        line.say(Samples.OHLC);
        line.say(Samples.OHLC.replace("61005.0", "61007.0"));
        line.say(Samples.OHLC.replace("00:00:00.000000000Z", "00:01:00.000000000Z"));
        assertThat(heard(MarketEvent.Candle.class)).extracting(MarketEvent.Candle::closed).containsExactly(false, false, true, false);
        assertThat(heard(MarketEvent.Candle.class).get(2).close()).isEqualByComparingTo("61007");
    }

    @Test
    void depthsOfOnePairDoNotShareAConnection() {
        books();
        feed.subscribe(new MarketStream.Topic.Book(BTC, 100), heard::add);
        assertThat(venue.attempts).hasSize(2);
    }

    @Test
    void aPairOrADepthThatKrakenDoesNotHaveIsSaid() {
        feed.subscribe(new MarketStream.Topic.Trades(Symbol.parse("NO/SUCH")), heard::add);
        feed.subscribe(new MarketStream.Topic.Book(BTC, 11), heard::add);
        assertThat(heard(MarketEvent.Interrupted.class)).extracting(MarketEvent.Interrupted::code)
                .containsExactly("KRAKEN_UNKNOWN_PAIR", "KRAKEN_NO_SUCH_TOPIC");
        assertThat(venue.attempts).isEmpty();
    }

    @Test
    void rulesThatAreNotReadYetAreWaitedFor() {
        rules = new Observation.Missing<>("KRAKEN_UNREACHABLE", "scripted");
        books();
        assertThat(heard(MarketEvent.Interrupted.class)).hasSize(1);
        rules = new Observation.Known<>(book(), time.instant());
        time.advance(Duration.ofSeconds(11));
        assertThat(venue.attempts).hasSize(1);
    }

    @Test
    void afterTheEndNothingIsLeft() {
        books();
        ScriptedSockets.Line line = opened();
        feed.close();
        assertThat(line.abandoned).isTrue();
        assertThat(time.pending()).isZero();
        int before = heard.size();
        line.say(Samples.BOOK_A);
        assertThat(heard).hasSize(before);
    }
}
