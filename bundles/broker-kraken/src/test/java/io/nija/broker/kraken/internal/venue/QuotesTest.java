package io.nija.broker.kraken.internal.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.nija.broker.Observation;
import io.nija.broker.kraken.internal.testing.ScriptedVenue;
import io.nija.broker.kraken.internal.wire.WireResult;
import io.nija.market.Quote;
import io.nija.market.Symbol;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotesTest {

    private static final Symbol BTC = Symbol.parse("BTC/USD");

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
    private final ScriptedVenue venue = new ScriptedVenue(time);
    private final VenueFeed feed = new VenueFeed(() -> venue, time);
    private final Quotes quotes = new Quotes(feed,
            new InstrumentFeed(feed, new DirectWorkers().serial("venue"), time, time, Duration.ofHours(1)), time);

    private Observation<Quote> now(CompletableFuture<Observation<Quote>> quote) {
        assertThat(quote).isCompleted();
        return quote.join();
    }

    private static Quote.Level level(String price, String quantity) {
        return new Quote.Level(new BigDecimal(price), new BigDecimal(quantity));
    }

    @Test
    void aQuoteIsTheBookBestFirst() {
        venue.answer(ScriptedVenue.DEPTH, "{\"XXBTZUSD\":{\"asks\":[[\"37502.0\",\"1\",1],[\"37501.0\",\"0.5\",1]],"
                + "\"bids\":[[\"37499.0\",\"1\",1],[\"37500.0\",\"2\",1]]}}");
        assertThat(now(quotes.quote(BTC))).isEqualTo(new Observation.Known<>(new Quote(BTC,
                List.of(level("37500.0", "2"), level("37499.0", "1")), List.of(level("37501.0", "0.5"), level("37502.0", "1")),
                time.instant()), time.instant()));
        assertThat(venue.asked.get(venue.asked.size() - 1).fields()).containsEntry("pair", "XBTUSD");
    }

    @Test
    void callersShareOneCallAndAnAnswerForASecond() {
        CompletableFuture<WireResult> late = new CompletableFuture<>();
        venue.scriptLate(ScriptedVenue.DEPTH, late);
        var first = quotes.quote(BTC);
        var second = quotes.quote(BTC);
        var other = quotes.quote(Symbol.parse("ETH/EUR"));
        assertThat(venue.count(ScriptedVenue.DEPTH)).as("one for each symbol").isEqualTo(2);
        late.complete(venue.result("{\"XXBTZUSD\":{\"asks\":[],\"bids\":[]}}"));
        assertThat(now(first)).isEqualTo(now(second));
        assertThat(other).isCompleted();
        time.advance(Duration.ofMillis(999));
        assertThat(now(quotes.quote(BTC))).isEqualTo(now(first));
        assertThat(venue.count(ScriptedVenue.DEPTH)).isEqualTo(2);
        time.advance(Duration.ofMillis(2));
        quotes.quote(BTC);
        assertThat(venue.count(ScriptedVenue.DEPTH)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"A\":{\"asks\":[],\"bids\":[]},\"B\":{\"asks\":[],\"bids\":[]}}", "{\"A\":{\"asks\":[]}}",
        "{\"A\":{\"asks\":[[\"1\"]],\"bids\":[]}}", "{\"A\":{\"asks\":[[\"\",\"1\"]],\"bids\":[]}}", "{\"A\":{\"asks\":[[\"0\",\"1\"]],\"bids\":[]}}"})
    void anAnswerThatIsNoBookIsMissing(String result) {
        venue.answer(ScriptedVenue.DEPTH, result);
        assertThat(now(quotes.quote(BTC))).isInstanceOf(Observation.Missing.class);
    }

    @Test
    void whatCannotBeReadOrIsNotThereIsMissing() {
        assertThat(now(quotes.quote(Symbol.parse("NO/SUCH")))).isInstanceOfSatisfying(Observation.Missing.class,
                missing -> assertThat(missing.code()).isEqualTo("KRAKEN_UNKNOWN_PAIR"));
        venue.refuse(ScriptedVenue.DEPTH, "EGeneral:Too many requests");
        assertThat(now(quotes.quote(BTC))).isInstanceOf(Observation.Missing.class);
    }
}
