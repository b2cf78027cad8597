package io.nija.simulator.internal.stream;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.zip.CRC32;

import io.nija.exchange.market.PairRule;
import io.nija.exchange.venue.Book;

/** One pair's book to one depth, and who reads it. Told once for all of them. Guarded by the venue's lock. */
final class BookTopic {

    private final Book book;
    private final long unit;
    private final Set<Subscriber> readers = new LinkedHashSet<>();
    private BookSide bids;
    private BookSide asks;
    private BookSide nextBids;
    private BookSide nextAsks;

    BookTopic(Book book, int depth) {
        this.book = book;
        unit = Levels.unit(book.rule());
        bids = new BookSide(true, depth);
        asks = new BookSide(false, depth);
        nextBids = new BookSide(true, depth);
        nextAsks = new BookSide(false, depth);
        bids.read(book);
        asks.read(book);
    }

    Set<Subscriber> readers() {
        return readers;
    }

    /** The book as readers know it. */
    Frame snapshot(long time) {
        StringBuilder text = new StringBuilder(64 + 48 * (bids.size() + asks.size()));
        Levels levels = head(text, "snapshot");
        bids.all(levels.begin("bids"));
        levels.end();
        text.append(',');
        asks.all(levels.begin("asks"));
        levels.end();
        return foot(text, time);
    }

    /** What changed since readers were last told; null when nothing did. */
    Frame update(long time) {
        nextBids.read(book);
        nextAsks.read(book);
        StringBuilder text = new StringBuilder(256);
        Levels levels = head(text, "update");
        boolean any = nextBids.changes(bids, levels.begin("bids"));
        levels.end();
        text.append(',');
        any |= nextAsks.changes(asks, levels.begin("asks"));
        levels.end();
        BookSide spare = bids;
        bids = nextBids;
        nextBids = spare;
        spare = asks;
        asks = nextAsks;
        nextAsks = spare;
        return any ? foot(text, time) : null;
    }

    private Levels head(StringBuilder text, String type) {
        PairRule rule = book.rule();
        text.append("{\"channel\":\"book\",\"type\":\"").append(type).append("\",\"data\":[{\"symbol\":\"")
                .append(rule.symbol()).append("\",");
        return new Levels(text, rule);
    }

    private Frame foot(StringBuilder text, long time) {
        text.append(",\"checksum\":").append(checksum(bids, asks, unit)).append(",\"timestamp\":\"")
                .append(Stamp.micros(time)).append("\"}]}");
        return Frame.of("book", book.rule().id(), text);
    }

    /** The checksum of a book (reference sheet §12): asks, then bids. */
    static long checksum(BookSide bids, BookSide asks, long unit) {
        CRC32 sum = new CRC32();
        asks.check(sum, unit);
        bids.check(sum, unit);
        return sum.getValue();
    }
}
