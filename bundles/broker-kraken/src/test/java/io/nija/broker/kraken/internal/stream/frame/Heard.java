package io.nija.broker.kraken.internal.stream.frame;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What a reader told, with books as values that can be compared. */
final class Heard implements FrameReader.Sink {

    record Level(BigDecimal price, BigDecimal quantity) {}

    record Book(String symbol, boolean snapshot, List<Level> bids, List<Level> asks, long checksum) {}

    final List<Object> all = new ArrayList<>();

    /** By the reader as it is used. */
    static List<Object> by(FrameReader reader, String text) {
        Heard heard = new Heard();
        reader.read(text, heard);
        return heard.all;
    }

    /** By the reader that knows all of JSON. */
    static List<Object> slowly(FrameReader reader, String text) {
        Heard heard = new Heard();
        reader.slowly(text, heard);
        return heard.all;
    }

    @Override
    public void book(BookFrame frame) {
        all.add(new Book(frame.symbol(), frame.snapshot(), levels(frame.bids()), levels(frame.asks()), frame.checksum()));
    }

    @Override
    public void frame(Frame frame) {
        all.add(frame);
    }

    private static List<Level> levels(BookFrame.Levels levels) {
        List<Level> all = new ArrayList<>();
        for (int i = 0; i < levels.count(); i++) {
            all.add(new Level(levels.price(i).stripTrailingZeros(), levels.quantity(i).stripTrailingZeros()));
        }
        return all;
    }
}
