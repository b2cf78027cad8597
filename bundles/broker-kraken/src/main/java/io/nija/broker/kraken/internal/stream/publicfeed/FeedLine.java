package io.nija.broker.kraken.internal.stream.publicfeed;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

import io.nija.broker.kraken.internal.stream.frame.Frame;
import io.nija.market.MarketEvent;
import io.nija.market.Symbol;

/**
 * One topic on its connection: whether Kraken has confirmed it, who listens, and what is known of it. Only touched under the
 * connection's lock.
 */
abstract class FeedLine {

    /** What the connection must do about a frame. */
    enum Verdict {
        FINE,
        /** What came does not belong to what was there before: subscribe anew. */
        AGAIN
    }

    private final FeedTopic topic;
    private final Set<Subscriber> subscribers = new LinkedHashSet<>();
    private boolean live;
    /** Asked with this request and not answered yet, or 0. */
    long request;
    long askedAt;
    /** Not asked before this moment; only meaningful while nothing is asked. */
    long notBefore;
    long resyncedAt;
    boolean everResynced;

    FeedLine(FeedTopic topic) {
        this.topic = topic;
    }

    FeedTopic topic() {
        return topic;
    }

    Symbol symbol() {
        return topic.symbol();
    }

    Set<Subscriber> subscribers() {
        return subscribers;
    }

    boolean live() {
        return live;
    }

    /** A listener that comes late hears at once how things are. */
    void add(Subscriber subscriber) {
        subscribers.add(subscriber);
        if (live) {
            subscriber.keep(new MarketEvent.Live(symbol()));
            greet(subscriber);
        }
    }

    void confirmed() {
        if (!live) {
            live = true;
            keep(new MarketEvent.Live(symbol()));
        }
    }

    void interrupted(String code, String reason) {
        live = false;
        keep(new MarketEvent.Interrupted(symbol(), code, reason));
        forget();
    }

    void keep(MarketEvent event) {
        subscribers.forEach(subscriber -> subscriber.keep(event));
    }

    void latest(Supplier<MarketEvent> event) {
        subscribers.forEach(subscriber -> subscriber.latest(event));
    }

    /** Whether what Kraken confirms is current with the confirmation already, and not only with the snapshot. */
    boolean currentWhenConfirmed() {
        return true;
    }

    /** Tells a listener that comes late what the others know already. */
    void greet(Subscriber subscriber) {}

    /** What is known is not current any more. */
    void forget() {}

    Verdict ticker(Frame.Ticker ticker) {
        return Verdict.FINE;
    }

    Verdict trades(boolean snapshot, java.util.List<Frame.Tick> ticks) {
        return Verdict.FINE;
    }

    Verdict bars(boolean snapshot, java.util.List<Frame.Bar> bars) {
        return Verdict.FINE;
    }
}
