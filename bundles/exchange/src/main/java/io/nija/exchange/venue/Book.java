package io.nija.exchange.venue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.nija.matching.Amendment;
import io.nija.matching.Depth;
import io.nija.matching.Market;
import io.nija.matching.NewOrder;
import io.nija.matching.Reference;
import io.nija.matching.Refusal;
import io.nija.order.Side;
import io.nija.exchange.market.Crowd;
import io.nija.exchange.market.Flow;
import io.nija.exchange.market.Level;
import io.nija.exchange.market.PairRule;
import io.nija.exchange.market.Print;
import io.nija.exchange.market.Quote;

/** One pair's market: the matching core, the strangers in it, the tape. Guarded by the venue's lock. */
public final class Book {

    /** How far a market order may go from the best price, in parts per million. */
    static final long PROTECTION = 50_000;
    /** The strangers' orders have numbers above this, the accounts' below. */
    static final long STRANGERS = 1L << 61;

    private static final int QUOTES = 1_000;

    private final PairRule rule;
    private final Flow flow;
    private final Tape tape;
    private final Market market;
    private final BookEvents events;
    private final ArrayDeque<Quote> quotes = new ArrayDeque<>();
    private final Map<Long, Order> customers = new HashMap<>();
    private final Strangers strangers = new Strangers(this);

    Book(PairRule rule, Crowd crowd, BookEvents.Desk desk) {
        this.rule = rule;
        flow = crowd.flow(rule);
        tape = new Tape(crowd.history(rule));
        events = new BookEvents(this, desk);
        market = new Market(PROTECTION, 4_096, events);
    }

    /** Begins, or begins anew after a time since {@code before} in which nobody looked and no account had an order here. */
    void begin(long before, long now) {
        tape.skip(Math.max(before, events.now()), now);
        at(now);
        flow.begin(now, strangers);
        Print last = tape.last();
        if (last != null) {
            market.price(now, Reference.LAST, last.ticks());
        }
        noteQuote(now);
    }

    long nextAt() {
        return flow.nextAt();
    }

    void step() {
        at(flow.nextAt());
        flow.step(strangers);
        noteQuote(events.now());
    }

    void jump(long now, long perMillion) {
        at(now);
        flow.jump(now, perMillion);
    }

    private void at(long now) {
        events.at(now);
    }

    /** Places an account's order. @return why not, or null */
    Refusal place(long now, Order order, NewOrder wanted) {
        customers.put(order.number(), order);
        at(now);
        market.place(now, wanted);
        Refusal why = events.refusal();
        if (why != null) {
            customers.remove(order.number());
        }
        noteQuote(now);
        return why;
    }

    /** Changes an account's order. @return why not, or null */
    Refusal amend(long now, Amendment change) {
        at(now);
        market.amend(now, change);
        noteQuote(now);
        return events.refusal();
    }

    /** Ends an account's order. */
    void cancel(long now, Order order) {
        at(now);
        market.cancel(now, order.number());
        noteQuote(now);
    }

    /** Lets end what ends by now. */
    void advance(long now) {
        at(now);
        market.advance(now);
        noteQuote(now);
    }

    Order customer(long number) {
        return customers.get(number);
    }

    /** An order waits for its time. */
    void expect(Order order) {
        customers.put(order.number(), order);
    }

    void gone(Order order) {
        customers.remove(order.number());
    }

    /** Whether no account has an order here. */
    boolean isQuiet() {
        return customers.isEmpty();
    }

    private void noteQuote(long now) {
        Depth depth = market.depth();
        if (depth.levels(Side.BUY) == 0 || depth.levels(Side.SELL) == 0) {
            return;
        }
        Quote quote = new Quote(now, depth.price(Side.BUY, 0), depth.price(Side.SELL, 0));
        Quote before = quotes.peekLast();
        if (before == null || before.bid() != quote.bid() || before.ask() != quote.ask()) {
            quotes.addLast(quote);
            if (quotes.size() > QUOTES) {
                quotes.removeFirst();
            }
        }
    }

    /** The pair. */
    public PairRule rule() {
        return rule;
    }

    /** The tape. */
    public Tape tape() {
        return tape;
    }

    /** The book as everybody sees it, best price first. */
    public List<Level> levels(boolean bids, int most) {
        int count = Math.min(most, levels(bids));
        List<Level> levels = new ArrayList<>(count);
        for (int rank = 0; rank < count; rank++) {
            levels.add(level(bids, rank));
        }
        return levels;
    }

    /** How many prices a side has. */
    public int levels(boolean bids) {
        return market.depth().levels(bids ? Side.BUY : Side.SELL);
    }

    /** A price of a side, the best one with rank 0. */
    Level level(boolean bids, int rank) {
        Depth depth = market.depth();
        Side side = bids ? Side.BUY : Side.SELL;
        return new Level(depth.price(side, rank), depth.visible(side, rank), events.touched(bids));
    }

    /** A price of a side in ticks, the best one with rank 0. */
    public long ticks(boolean bids, int rank) {
        return market.depth().price(bids ? Side.BUY : Side.SELL, rank);
    }

    /** What a price of a side shows, in lots. */
    public long lots(boolean bids, int rank) {
        return market.depth().visible(bids ? Side.BUY : Side.SELL, rank);
    }

    /** The best price of a side, in ticks; when the side is empty that of the last trade. */
    public long best(boolean bids) {
        Depth depth = market.depth();
        Side side = bids ? Side.BUY : Side.SELL;
        return depth.levels(side) == 0 ? last() : depth.price(side, 0);
    }

    /** The price of the last trade in ticks, 1 when there was none. */
    public long last() {
        return Math.max(1, market.price(Reference.LAST));
    }

    /** What triggers see: the last price when there is no index. */
    public long reference(Reference reference) {
        return market.price(reference) == 0 ? last() : market.price(reference);
    }

    /** The newest changes of the best prices after a moment, oldest first. */
    public List<Quote> quotes(long after, int most) {
        List<Quote> found = new ArrayList<>();
        Quote first = quotes.peekFirst();
        if (quotes.size() < most && first != null) {
            found.addAll(tape.history().quotes(after, first.time() - 1, most - quotes.size()));
        }
        quotes.stream().filter(quote -> quote.time() > after).forEach(found::add);
        return found.subList(Math.max(0, found.size() - most), found.size());
    }

    Market market() {
        return market;
    }

    BookEvents events() {
        return events;
    }
}
