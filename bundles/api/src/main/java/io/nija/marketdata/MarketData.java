package io.nija.marketdata;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import io.nija.account.BrokerId;
import io.nija.broker.Observation;
import io.nija.market.MarketEvent;
import io.nija.market.Quote;
import io.nija.market.Symbol;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Market data of all venues, shared by everybody who needs it: what two want is subscribed once. Thread-safe; nothing waits.
 */
@ProviderType
public interface MarketData {

    /**
     * Closed candles: first {@code warmUp} of history, then each as it closes, in order, none missing and none twice, also across an
     * interruption; an interval without trades has one of volume zero. Candles of any interval that divides a day: made from trades
     * where the venue has none.
     *
     * @param listener told on a platform thread, one at a time; one that is slow is told later, nothing is left out
     */
    Feed candles(BrokerId broker, Symbol symbol, Duration interval, int warmUp, Consumer<CandleEvent> listener);

    /** Best prices as they change; only the latest when the listener is slow. */
    Feed quotes(BrokerId broker, Symbol symbol, Consumer<Quote> listener);

    /** The latest quote, without I/O; stale when it is older than the venue's stream should let it become, missing when nobody subscribed. */
    Observation<Quote> latest(BrokerId broker, Symbol symbol);

    /** What is told of candles. */
    sealed interface CandleEvent {

        /**
         * A candle is closed.
         *
         * @param live whether it closed just now, so that it may be acted on
         */
        record Closed(MarketEvent.Candle candle, boolean live) implements CandleEvent {}

        /** What is told is current from now on. */
        record Live() implements CandleEvent {}

        /** Nothing current is told until {@link Live}. */
        record Interrupted(String code, String reason) implements CandleEvent {}
    }

    /** A listener's wish, until it is closed. */
    @ProviderType
    interface Feed extends AutoCloseable {

        /** How it is; no I/O. */
        Freshness freshness();

        /** Tells nothing more; an event that is being told may still end. */
        @Override
        void close();
    }

    /**
     * @param live whether what is told is current
     * @param at when something was last told, or null
     * @param code why it is not live, stable; empty when it is
     * @param reason one line of plain words
     */
    record Freshness(boolean live, Instant at, String code, String reason) {}
}
