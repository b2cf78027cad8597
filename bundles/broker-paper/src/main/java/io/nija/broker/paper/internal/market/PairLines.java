package io.nija.broker.paper.internal.market;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nija.exchange.market.PairRule;
import io.nija.exchange.market.Print;
import io.nija.exchange.venue.Book;
import io.nija.market.MarketEvent;
import io.nija.market.MarketStream.Topic;
import io.nija.market.Quote;
import io.nija.market.Symbol;

/**
 * What is told of one pair. Prices and books carry the machine's time, because they are compared with it; trades and candles the
 * market's, because they are read with its past. On the market's queue, with the exchange's lock.
 */
final class PairLines {

    /** What stands still is told again, so that whoever listens knows that it stands. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Book book;
    private final Symbol symbol;
    private final Map<MarketLine, Seat> seats = new LinkedHashMap<>();
    private final List<Print> prints = new ArrayList<>();
    private boolean touched;
    private boolean jumped;
    private Instant toldAt = Instant.MIN;

    /** How far a line is. */
    private static final class Seat {
        /** From this moment of the market on it is told everything; it is live when the market's clock, as others see it, has passed it. */
        private long from;
        private boolean live;
        /** The begin of the candle that is told, nanoseconds since 1970. */
        private long candle;
    }

    PairLines(Book book) {
        this.book = book;
        symbol = PaperInstruments.symbol(book.rule());
    }

    void join(MarketLine line, long market, Instant now) {
        Seat seat = new Seat();
        seat.from = market;
        seats.put(line, seat);
        if (line.topic() instanceof Topic.Candles candles) {
            long length = candles.interval().toNanos();
            seat.candle = Math.floorDiv(market, length) * length;
            candle(line, seat.candle, length, market);
        }
        look(line, now);
    }

    void leave(MarketLine line) {
        seats.remove(line);
    }

    void touched() {
        touched = true;
    }

    void printed(Print print) {
        prints.add(print);
    }

    void jumped() {
        jumped = true;
    }

    /** @param told the market's time as others see it */
    void tell(long market, long told, Instant now) {
        if (jumped) {
            seats.keySet().forEach(line -> line.keep(new MarketEvent.Gap(symbol, "PAPER_JUMP", "Time passed that nobody saw.", 0)));
        }
        boolean prices = touched || !prints.isEmpty() || !toldAt.plus(AGAIN).isAfter(now);
        seats.forEach((line, seat) -> {
            if (line.topic() instanceof Topic.Trades) {
                prints.forEach(print -> line.keep(traded(print)));
            } else if (line.topic() instanceof Topic.Candles candles) {
                candles(line, seat, candles.interval().toNanos(), market);
            } else if (prices) {
                look(line, now);
            }
            if (!seat.live && told > seat.from) {
                seat.live = true;
                line.keep(new MarketEvent.Live(symbol));
            }
        });
        if (prices) {
            toldAt = now;
        }
        prints.clear();
        touched = false;
        jumped = false;
    }

    private void look(MarketLine line, Instant now) {
        if (line.topic() instanceof Topic.Prices) {
            line.latest(prices(now));
        } else if (line.topic() instanceof Topic.Book wanted) {
            line.latest(new MarketEvent.Book(PublicReads.quote(book, wanted.depth(), now)));
        }
    }

    private MarketEvent.Prices prices(Instant now) {
        Print last = book.tape().last();
        boolean bids = book.levels(true) > 0;
        boolean asks = book.levels(false) > 0;
        PairRule rule = book.rule();
        return new MarketEvent.Prices(symbol, bids ? rule.price(book.ticks(true, 0)) : null, bids ? PairRule.volume(book.lots(true, 0)) : null,
                asks ? rule.price(book.ticks(false, 0)) : null, asks ? PairRule.volume(book.lots(false, 0)) : null,
                last == null ? null : rule.price(last.ticks()), now);
    }

    private MarketEvent.Traded traded(Print print) {
        return PublicReads.traded(book.rule(), print);
    }

    /** Each candle that ended, as it stayed; and the one that is open, when it changed. */
    private void candles(MarketLine line, Seat seat, long length, long market) {
        while (seat.candle + length <= market) {
            candle(line, seat.candle, length, market);
            seat.candle += length;
        }
        if (!prints.isEmpty() && prints.get(prints.size() - 1).time() >= seat.candle) {
            candle(line, seat.candle, length, market);
        }
    }

    private void candle(MarketLine line, long begin, long length, long market) {
        PublicReads.candle(book, begin, length, begin + length <= market).ifPresent(line::keep);
    }
}
