package io.nija.marketdata.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import io.nija.broker.Observation;
import io.nija.market.MarketEvent;
import io.nija.market.MarketStream;
import io.nija.market.Quote;
import io.nija.market.Symbol;
import io.nija.marketdata.MarketData.Feed;
import io.nija.marketdata.MarketData.Freshness;
import io.nija.platform.TimeSource;

/** One listener's best prices. Events come one at a time; whoever is slow gets the latest only, which is the stream's promise. */
final class QuoteFeed implements Feed {

    /** A venue tells of every change; so long without one says that the market stands still, and longer that nothing is known. */
    private static final Duration OLD = Duration.ofSeconds(60);

    private final Symbol symbol;
    private final Consumer<Quote> listener;
    private final TimeSource time;
    private final Runnable closed;
    private MarketStream stream;
    private MarketStream.Subscription subscription;
    private volatile Observation<Quote> latest = new Observation.Missing<>("NO_QUOTE", "No price was told yet.");
    private volatile Freshness freshness = new Freshness(false, null, "NO_MARKET_DATA", "The broker's market data is not here.");

    QuoteFeed(Symbol symbol, Consumer<Quote> listener, TimeSource time, Runnable closed) {
        this.symbol = symbol;
        this.listener = listener;
        this.time = time;
        this.closed = closed;
    }

    Symbol symbol() {
        return symbol;
    }

    /** Who tells now, or null. */
    synchronized void over(MarketStream now) {
        if (now == stream) {
            return;
        }
        if (subscription != null) {
            subscription.close();
            subscription = null;
            interrupted("NO_MARKET_DATA", "The broker's market data went.");
        }
        stream = now;
        if (now != null) {
            subscription = now.subscribe(new MarketStream.Topic.Prices(symbol), event -> heard(now, event));
        }
    }

    private void heard(MarketStream from, MarketEvent event) {
        synchronized (this) {
            if (from != stream) {
                return;
            }
        }
        if (event instanceof MarketEvent.Prices prices) {
            Quote quote = new Quote(symbol, level(prices.bid(), prices.bidQuantity()), level(prices.ask(), prices.askQuantity()), time.instant());
            latest = new Observation.Known<>(quote, quote.at());
            freshness = new Freshness(true, quote.at(), "", "");
            listener.accept(quote);
        } else if (event instanceof MarketEvent.Interrupted interrupted) {
            interrupted(interrupted.code(), interrupted.reason());
        }
    }

    private static List<Quote.Level> level(BigDecimal price, BigDecimal quantity) {
        return price == null ? List.of() : List.of(new Quote.Level(price, quantity == null ? BigDecimal.ZERO : quantity));
    }

    private void interrupted(String code, String reason) {
        freshness = new Freshness(false, freshness.at(), code, reason);
        latest = latest instanceof Observation.Known<Quote> known ? new Observation.Stale<>(known.value(), known.at(), code, reason) : latest;
    }

    Observation<Quote> latest() {
        Observation<Quote> now = latest;
        Instant oldest = time.instant().minus(OLD);
        return now instanceof Observation.Known<Quote> known && known.at().isBefore(oldest) ? new Observation.Stale<>(known.value(), known.at(), "QUOTE_OLD",
                "The last price of " + symbol + " is of " + known.at() + ".") : now;
    }

    @Override
    public Freshness freshness() {
        return freshness;
    }

    @Override
    public void close() {
        over(null);
        closed.run();
    }
}
