package io.nija.simulator.internal.stream;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.nija.exchange.market.Print;
import io.nija.exchange.venue.Book;

/** What is streamed of one pair, each thing made once however many read it. Guarded by the venue's lock. */
final class PairFeed {

    private final Book book;
    private final Map<Integer, BookTopic> books = new TreeMap<>();
    private final Map<Integer, Set<Subscriber>> candles = new TreeMap<>();
    private final Set<Subscriber> trades = new LinkedHashSet<>();
    private final Set<Subscriber> tickers = new LinkedHashSet<>();
    private final Set<Subscriber> quotes = new LinkedHashSet<>();
    private final List<Print> prints = new ArrayList<>();
    private Best best = new Best(0, 0, 0, 0);

    /** Best prices and what they show. */
    private record Best(long bid, long bidLots, long ask, long askLots) {

        static Best of(Book book) {
            return new Best(book.best(true), book.levels(true) == 0 ? 0 : book.lots(true, 0),
                    book.best(false), book.levels(false) == 0 ? 0 : book.lots(false, 0));
        }
    }

    PairFeed(Book book) {
        this.book = book;
    }

    /** Begins to read the book; answers it as it is. */
    Frame book(Subscriber reader, int depth, long time) {
        BookTopic topic = books.computeIfAbsent(depth, any -> new BookTopic(book, depth));
        topic.readers().add(reader);
        return topic.snapshot(time);
    }

    void noBook(Subscriber reader) {
        books.values().removeIf(topic -> topic.readers().remove(reader) && topic.readers().isEmpty());
    }

    /** Begins to read candles; answers the newest. */
    Frame candles(Subscriber reader, int minutes, long time) {
        candles.computeIfAbsent(minutes, any -> new LinkedHashSet<>()).add(reader);
        return MarketText.candles(book, minutes, time);
    }

    void noCandles(Subscriber reader, int minutes) {
        Set<Subscriber> readers = candles.get(minutes);
        if (readers != null && readers.remove(reader) && readers.isEmpty()) {
            candles.remove(minutes);
        }
    }

    /** Begins to read trades; answers the newest. */
    Frame trades(Subscriber reader) {
        trades.add(reader);
        return MarketText.trades(book.rule(), "snapshot", book.tape().newest(Long.MAX_VALUE, MarketText.TRADES));
    }

    void noTrades(Subscriber reader) {
        trades.remove(reader);
    }

    /** Begins to read the ticker, at trades or at every change of the best prices; answers it as it is. */
    Frame ticker(Subscriber reader, boolean atTrades, long time) {
        (atTrades ? tickers : quotes).add(reader);
        best = Best.of(book);
        return MarketText.ticker(book, "snapshot", time);
    }

    void noTicker(Subscriber reader, boolean atTrades) {
        (atTrades ? tickers : quotes).remove(reader);
    }

    /** Whether anybody reads anything. */
    boolean isRead() {
        return !(books.isEmpty() && candles.isEmpty() && trades.isEmpty() && tickers.isEmpty() && quotes.isEmpty());
    }

    void printed(Print print) {
        prints.add(print);
    }

    /** Tells everybody what a moment brought. */
    void tell(long time) {
        if (!prints.isEmpty() && !trades.isEmpty()) {
            send(trades, MarketText.trades(book.rule(), "update", prints));
        }
        for (BookTopic topic : books.values()) {
            Frame update = topic.update(time);
            if (update != null) {
                send(topic.readers(), update);
            }
        }
        tellTicker(time);
        if (!prints.isEmpty()) {
            long last = prints.get(prints.size() - 1).time();
            candles.forEach((minutes, readers) -> send(readers, MarketText.candle(book, minutes, last, time)));
            prints.clear();
        }
    }

    private void tellTicker(long time) {
        Best now = quotes.isEmpty() ? best : Best.of(book);
        boolean atTrades = !prints.isEmpty() && !tickers.isEmpty();
        boolean atQuotes = !now.equals(best);
        best = now;
        if (atTrades || atQuotes) {
            Frame frame = MarketText.ticker(book, "update", time);
            if (atTrades) {
                send(tickers, frame);
            }
            if (atQuotes) {
                send(quotes, frame);
            }
        }
    }

    private static void send(Set<Subscriber> readers, Frame frame) {
        for (Subscriber reader : List.copyOf(readers)) {
            reader.send(frame);
        }
    }
}
