package io.nija.tck.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.nija.market.MarketEvent;
import io.nija.market.MarketStream;
import io.nija.market.Quote;
import io.nija.market.Symbol;

/** What the public stream told of one instrument's book. Thread-safe. */
final class Told implements AutoCloseable {

    static final int DEPTH = 10;

    private final List<MarketEvent> events = new CopyOnWriteArrayList<>();
    private final MarketStream.Subscription subscription;

    Told(MarketStream stream, Symbol symbol) {
        subscription = stream.subscribe(new MarketStream.Topic.Book(symbol, DEPTH), events::add);
    }

    long books() {
        return events.stream().filter(MarketEvent.Book.class::isInstance).count();
    }

    long lives() {
        return events.stream().filter(MarketEvent.Live.class::isInstance).count();
    }

    long interruptions() {
        return events.stream().filter(MarketEvent.Interrupted.class::isInstance).count();
    }

    /** Every book that was told, the oldest first. */
    List<Quote> quotes() {
        return events.stream().filter(MarketEvent.Book.class::isInstance).map(event -> ((MarketEvent.Book) event).quote()).toList();
    }

    @Override
    public String toString() {
        return books() + " books, " + lives() + " times live, " + interruptions() + " interruptions";
    }

    @Override
    public void close() {
        subscription.close();
    }
}
