package io.nija.strategies.internal;

import java.time.Duration;
import java.util.function.Consumer;

import io.nija.market.Quote;
import io.nija.marketdata.MarketData;
import io.nija.marketdata.MarketData.CandleEvent;
import io.nija.platform.SerialQueue;

/** What one run listens to. On the run's queue, on which it is told too. */
final class Feeds {

    private final RunKey key;
    private final MarketData data;
    private final SerialQueue queue;
    private MarketData.Feed candles;
    private MarketData.Feed quotes;
    private boolean current;
    private String interrupted = "";

    Feeds(RunKey key, MarketData data, SerialQueue queue) {
        this.key = key;
        this.data = data;
        this.queue = queue;
    }

    /** Opens the candles unless they are open. */
    void candles(Duration interval, int warmUp, Consumer<CandleEvent> listener) {
        if (candles == null) {
            candles = data.candles(key.lane().broker(), key.symbol(), interval, warmUp, event -> queue.execute(() -> {
                hear(event);
                listener.accept(event);
            }));
        }
    }

    private void hear(CandleEvent event) {
        if (event instanceof CandleEvent.Live) {
            current = true;
            interrupted = "";
        } else if (event instanceof CandleEvent.Interrupted now) {
            current = false;
            interrupted = now.reason();
        }
    }

    /** Opens the quotes, or closes them. */
    void quotes(boolean wanted, Consumer<Quote> listener) {
        if (wanted && quotes == null) {
            quotes = data.quotes(key.lane().broker(), key.symbol(), quote -> queue.execute(() -> listener.accept(quote)));
        } else if (!wanted && quotes != null) {
            quotes.close();
            quotes = null;
        }
    }

    /** The next ones begin with history. */
    void closeCandles() {
        if (candles != null) {
            candles.close();
            candles = null;
        }
        current = false;
    }

    /** Why what is told is not current; null when it is. */
    Standing trouble() {
        return current ? null : interrupted.isEmpty() ? Standing.waiting("WARMING_UP", "It reads history.")
                : Standing.waiting("MARKET_DATA_INTERRUPTED", interrupted);
    }
}
