package io.nija.marketdata.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.nija.broker.Broker;
import io.nija.broker.Observation;
import io.nija.market.MarketEvent.Candle;
import io.nija.market.MarketEvent.Traded;
import io.nija.market.Symbol;

/** Closed candles from a venue's past trades, for lengths that it makes no candles of. Read page by page, one after the other. */
final class TradeHistory {

    /** More pages are no warm-up of short candles any more. */
    private static final int PAGES = 50;

    private final Broker broker;
    private final Symbol symbol;
    private final Duration interval;
    private final CandleMaker maker;
    private final List<Candle> made = new ArrayList<>();
    private Instant from;
    private long lastId = Long.MIN_VALUE;
    private int pages;

    /** @param from the begin of the first candle */
    TradeHistory(Broker broker, Symbol symbol, Duration interval, Instant from) {
        this.broker = broker;
        this.symbol = symbol;
        this.interval = interval;
        this.from = from;
        maker = new CandleMaker(symbol, interval);
    }

    /**
     * Known up to the time of the answer, as {@link Broker#candles} is.
     *
     * @param upTo what was traded before this moment is wanted, by the venue's clock
     */
    CompletionStage<Observation<List<Candle>>> candles(Instant upTo) {
        return broker.publicTrades(symbol, from).thenCompose(answer -> {
            if (!(answer instanceof Observation.Known<List<Traded>> known)) {
                Observation.Missing<List<Traded>> missing = answer instanceof Observation.Missing<List<Traded>> none ? none
                        : new Observation.Missing<>("TRADES_STALE", "The trades are out of date.");
                return CompletableFuture.completedFuture(new Observation.Missing<>(missing.code(), missing.reason()));
            }
            boolean more = false;
            for (Traded trade : known.value()) {
                // Trades of one moment come again with the next page.
                if (trade.id() == 0 || trade.id() > lastId) {
                    more = true;
                    lastId = Math.max(lastId, trade.id());
                    Candle before = maker.add(trade);
                    if (before != null) {
                        made.add(before);
                    }
                }
            }
            from = known.at();
            if (more && known.at().isBefore(upTo)) {
                if (++pages < PAGES) {
                    return candles(upTo);
                }
                return CompletableFuture.completedFuture(new Observation.Missing<>("TOO_MANY_TRADES", "There were more than " + PAGES
                        + " pages of trades of " + symbol + " to read; candles of " + interval + " need fewer, or a shorter warm-up."));
            }
            Candle last = maker.now(true);
            if (last != null && !last.begin().plus(interval).isAfter(known.at())) {
                made.add(last);
            }
            return CompletableFuture.completedFuture(new Observation.Known<>(List.copyOf(made), known.at()));
        });
    }
}
