package io.nija.broker.paper.internal.market;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.nija.market.MarketEvent;
import io.nija.market.MarketStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one listener is told, in order and one at a time, on a shared thread: of what only the latest counts only that, of the rest
 * everything up to {@value #MOST} events and then a gap. Thread-safe.
 */
final class MarketLine implements MarketStream.Subscription {

    static final int MOST = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(MarketLine.class);

    private final MarketStream.Topic topic;
    private final Consumer<MarketEvent> listener;
    private final Executor executor;
    private final Consumer<MarketLine> onClose;
    private final ArrayDeque<MarketEvent> kept = new ArrayDeque<>();
    private MarketEvent latest;
    private long dropped;
    private boolean telling;
    private volatile boolean live;
    private volatile boolean closed;

    MarketLine(MarketStream.Topic topic, Consumer<MarketEvent> listener, Executor executor, Consumer<MarketLine> onClose) {
        this.topic = topic;
        this.listener = listener;
        this.executor = executor;
        this.onClose = onClose;
    }

    @Override
    public MarketStream.Topic topic() {
        return topic;
    }

    /** Whether what it tells is current. */
    boolean live() {
        return live;
    }

    /** Something of which only the latest counts. */
    void latest(MarketEvent event) {
        synchronized (this) {
            latest = event;
        }
        wake();
    }

    /** Something that is told in its turn. */
    void keep(MarketEvent event) {
        synchronized (this) {
            if (event instanceof MarketEvent.Live || event instanceof MarketEvent.Interrupted) {
                live = event instanceof MarketEvent.Live;
            } else if (kept.size() >= MOST) {
                dropped++;
                return;
            }
            flush();
            kept.addLast(event);
        }
        wake();
    }

    private void flush() {
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

    private synchronized MarketEvent next() {
        if (!closed && kept.isEmpty()) {
            flush();
        }
        MarketEvent event = closed ? null : kept.pollFirst();
        if (event == null && !closed) {
            event = latest;
            latest = null;
        }
        if (event == null) {
            telling = false;
        }
        return event;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            live = false;
            onClose.accept(this);
        }
    }
}
