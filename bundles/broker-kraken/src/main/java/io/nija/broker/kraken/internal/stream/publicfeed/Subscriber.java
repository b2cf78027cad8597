package io.nija.broker.kraken.internal.stream.publicfeed;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.nija.market.MarketEvent;
import io.nija.market.MarketStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener and what waits for it: the latest of what is only worth having fresh, and a bounded queue of what must not be lost.
 * It is told one thing at a time on the shared pool, so a slow one holds nobody up. Thread-safe.
 */
final class Subscriber implements MarketStream.Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);

    static final int MOST = 8_192;

    private final MarketStream.Topic topic;
    private final Consumer<MarketEvent> listener;
    private final Executor executor;
    private final Consumer<Subscriber> onClose;
    private final ArrayDeque<MarketEvent> kept = new ArrayDeque<>();
    private Supplier<MarketEvent> latest;
    private long dropped;
    private boolean telling;
    private volatile boolean closed;

    Subscriber(MarketStream.Topic topic, Consumer<MarketEvent> listener, Executor executor, Consumer<Subscriber> onClose) {
        this.topic = topic;
        this.listener = listener;
        this.executor = executor;
        this.onClose = onClose;
    }

    @Override
    public MarketStream.Topic topic() {
        return topic;
    }

    /** Something of which only the latest counts; made when the listener has time for it. May give null for nothing. */
    void latest(Supplier<MarketEvent> event) {
        synchronized (this) {
            latest = event;
        }
        wake();
    }

    /** Something that must not be lost. */
    void keep(MarketEvent event) {
        synchronized (this) {
            if (event instanceof MarketEvent.Interrupted) {
                latest = null;
            }
            if (kept.size() >= MOST && lossy(event)) {
                dropped++;
            } else {
                flushGap();
                kept.addLast(event);
            }
        }
        wake();
    }

    /** States of the stream are few and always told; trades and candles can be read again elsewhere. */
    private static boolean lossy(MarketEvent event) {
        return event instanceof MarketEvent.Traded || event instanceof MarketEvent.Candle || event instanceof MarketEvent.Gap;
    }

    private void flushGap() {
        if (dropped > 0) {
            kept.addLast(new MarketEvent.Gap(topic.symbol(), "SLOW_LISTENER", "The listener did not keep up.", dropped));
            dropped = 0;
        }
    }

    private void wake() {
        synchronized (this) {
            if (telling || closed) {
                return;
            }
            telling = true;
        }
        executor.execute(this::tell);
    }

    private void tell() {
        for (MarketEvent event = next(); event != null; event = next()) {
            try {
                listener.accept(event);
            } catch (RuntimeException broken) {
                LOG.error("A listener of {} failed with an event", topic, broken);
            }
        }
    }

    private MarketEvent next() {
        while (true) {
            Supplier<MarketEvent> made;
            synchronized (this) {
                if (closed) {
                    kept.clear();
                    latest = null;
                    return null;
                }
                MarketEvent first = kept.pollFirst();
                if (first != null) {
                    return first;
                }
                if (dropped > 0) {
                    flushGap();
                    continue;
                }
                if (latest == null) {
                    telling = false;
                    return null;
                }
                made = latest;
                latest = null;
            }
            MarketEvent event = made.get();
            if (event != null) {
                return event;
            }
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            onClose.accept(this);
        }
    }

    boolean closed() {
        return closed;
    }
}
