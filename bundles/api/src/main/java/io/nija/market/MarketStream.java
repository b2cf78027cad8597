package io.nija.market;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Live public data of one venue, shared by all accounts: a service with the property {@code broker}. It is connected exactly as
 * long as somebody subscribes. Thread-safe; nothing waits.
 */
@ProviderType
public interface MarketStream {

    /**
     * Begins to tell. Events come one at a time on platform threads, never on the caller's. A listener that is slow gets the
     * latest prices and books only, and a {@link MarketEvent.Gap} for trades and candles that did not fit its queue; it slows
     * nobody else.
     */
    Subscription subscribe(Topic topic, Consumer<MarketEvent> listener);

    /** How the stream is; no I/O. */
    Health health();

    /** What can be told. */
    sealed interface Topic {

        Symbol symbol();

        /** Best bid and ask, and the latest price. */
        record Prices(Symbol symbol) implements Topic {}

        /** @param depth levels of each side: one of 10, 25, 100, 500 and 1000 */
        record Book(Symbol symbol, int depth) implements Topic {}

        /** Everybody's trades. */
        record Trades(Symbol symbol) implements Topic {}

        /** @param interval one of those the venue makes candles of */
        record Candles(Symbol symbol, Duration interval) implements Topic {}
    }

    /** A listener's wish, until it is closed. */
    @ProviderType
    interface Subscription extends AutoCloseable {

        Topic topic();

        /** Tells nothing more; an event that is being told may still end. */
        @Override
        void close();
    }

    /**
     * @param connections how many sockets are open
     * @param topics how many different topics are subscribed
     * @param live how many of them the venue has confirmed and are current
     * @param mode what the venue accepts now; {@code OTHER} as long as it has not said
     * @param heardAt when anything was last heard, or null
     * @param reconnections how often a connection had to be made again
     * @param resynchronisations how often a book was not the venue's any more
     * @param faults how many messages could not be read
     */
    record Health(int connections, int topics, int live, MarketMode mode, Instant heardAt, long reconnections,
            long resynchronisations, long faults) {}
}
