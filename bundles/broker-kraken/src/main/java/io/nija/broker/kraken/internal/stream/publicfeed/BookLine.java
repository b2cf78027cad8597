package io.nija.broker.kraken.internal.stream.publicfeed;

import java.time.Instant;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;

import io.nija.broker.kraken.internal.stream.book.LevelBook;
import io.nija.broker.kraken.internal.stream.frame.BookFrame;
import io.nija.market.Instrument;
import io.nija.market.MarketEvent;
import io.nija.platform.TimeSource;

/**
 * A book. It is told as it is when the listener has time, never as it was: a copy is only made then. What comes between an
 * interruption and the next snapshot is dropped, for the snapshot holds it.
 */
final class BookLine extends FeedLine {

    private final Supplier<Instrument> rules;
    private final Lock lock;
    private final TimeSource time;
    private LevelBook book;
    private final Supplier<MarketEvent> now = this::now;
    private Instant at;

    /** @param rules the instrument as it is known now: Kraken changes decimals of living pairs */
    BookLine(FeedTopic topic, Supplier<Instrument> rules, Lock lock, TimeSource time) {
        super(topic);
        this.rules = rules;
        this.lock = lock;
        this.time = time;
    }

    @Override
    boolean currentWhenConfirmed() {
        return false;
    }

    /** Takes a frame; what is wrong with it, or null. */
    String take(BookFrame frame) {
        if (book == null && frame.snapshot()) {
            Instrument instrument = rules.get();
            book = new LevelBook(symbol(), instrument.priceDecimals(), instrument.quantityStep().stripTrailingZeros().scale(),
                    topic().parameter());
        }
        LevelBook.Applied applied = book == null ? LevelBook.Applied.NO_SNAPSHOT : book.apply(frame);
        return switch (applied) {
            case OK -> {
                at = time.instant();
                confirmed();
                latest(now);
                yield null;
            }
            case NO_SNAPSHOT -> null;
            case CHECKSUM -> "its checksum is not Kraken's";
            case CROSSED -> "its best bid is not below its best ask";
            case NUMBER -> "a number does not fit the pair's decimals";
        };
    }

    private MarketEvent now() {
        lock.lock();
        try {
            return book != null && book.usable() ? new MarketEvent.Book(book.top(topic().parameter(), at)) : null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    void greet(Subscriber subscriber) {
        subscriber.latest(now);
    }

    @Override
    void forget() {
        book = null;
    }
}
