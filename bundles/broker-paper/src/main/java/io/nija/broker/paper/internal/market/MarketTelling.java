package io.nija.broker.paper.internal.market;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import io.nija.exchange.market.PairRule;
import io.nija.exchange.market.Print;
import io.nija.exchange.venue.Account;
import io.nija.exchange.venue.Book;
import io.nija.exchange.venue.Feed;
import io.nija.exchange.venue.LedgerRow;
import io.nija.exchange.venue.Order;
import io.nija.exchange.venue.TradeRow;
import io.nija.market.MarketEvent;
import io.nija.platform.TimeSource;

/**
 * Hears what happens at the exchange while it happens, and tells it to accounts and to whoever follows the market when the market's
 * queue comes to that. What accounts are told is remembered first. On the market's queue.
 */
public final class MarketTelling implements Feed {

    private final PaperInstruments instruments;
    private final TimeSource time;
    private final Map<String, PairLines> pairs = new HashMap<>();
    private final Map<String, BiConsumer<PaperMarket.Open, List<Told>>> accounts = new HashMap<>();
    private final Map<String, Map<Object, Told>> news = new LinkedHashMap<>();
    private final List<MarketLine> lines = new ArrayList<>();
    private PaperMarket.Open open;

    /** Something that happened to an account. */
    public sealed interface Told {

        /** A part of an order was executed. */
        record Executed(TradeRow trade, Order order) implements Told {}

        /** An order is another than it was. */
        record Changed(Order order) implements Told {}

        /** Only a balance changed. */
        record Booked() implements Told {}
    }

    MarketTelling(PaperInstruments instruments, TimeSource time) {
        this.instruments = instruments;
        this.time = time;
    }

    void over(PaperMarket.Open exchange) {
        open = exchange;
        lines.forEach(this::join);
    }

    /** An account's news go there from now on. */
    public void account(String id, BiConsumer<PaperMarket.Open, List<Told>> listener) {
        accounts.put(id, listener);
    }

    public void forget(String id, BiConsumer<PaperMarket.Open, List<Told>> listener) {
        accounts.remove(id, listener);
    }

    /** Somebody follows the market; may come before the market is open. */
    void add(MarketLine line) {
        lines.add(line);
        if (open != null) {
            join(line);
        }
    }

    void leave(MarketLine line) {
        lines.remove(line);
        pairs.values().forEach(pair -> pair.leave(line));
    }

    private void join(MarketLine line) {
        PairRule rule = instruments.rule(line.topic().symbol()).orElse(null);
        if (rule == null) {
            line.keep(new MarketEvent.Interrupted(line.topic().symbol(), "PAPER_UNKNOWN_PAIR",
                    "The paper market has no instrument " + line.topic().symbol() + "."));
            return;
        }
        synchronized (open.venue()) {
            open.venue().settle();
            pairs.computeIfAbsent(rule.id(), any -> new PairLines(open.venue().book(rule))).join(line, open.venue().time(), time.instant());
        }
    }

    @Override
    public boolean isRead() {
        return true;
    }

    @Override
    public void touched(Book book) {
        PairLines pair = pairs.get(book.rule().id());
        if (pair != null) {
            pair.touched();
        }
    }

    @Override
    public void printed(Book book, Print print) {
        PairLines pair = pairs.get(book.rule().id());
        if (pair != null) {
            pair.printed(print);
        }
    }

    @Override
    public void jumped() {
        pairs.values().forEach(PairLines::jumped);
    }

    private Map<Object, Told> of(Account account) {
        return news.computeIfAbsent(account.id(), any -> new LinkedHashMap<>());
    }

    private void changed(Order order) {
        Map<Object, Told> told = of(order.account());
        // Behind the executions that it counts.
        told.remove(order.id());
        told.put(order.id(), new Told.Changed(order));
    }

    @Override
    public void placed(Order order) {
        changed(order);
    }

    @Override
    public void admitted(Order order) {
        changed(order);
    }

    @Override
    public void executed(Order order, TradeRow trade) {
        of(order.account()).put(trade.id(), new Told.Executed(trade, order));
        changed(order);
    }

    @Override
    public void ended(Order order) {
        changed(order);
    }

    @Override
    public void amended(Order order) {
        changed(order);
    }

    @Override
    public void triggered(Order order) {
        changed(order);
    }

    @Override
    public void posted(Account account, LedgerRow row) {
        of(account).put("", new Told.Booked());
    }

    /**
     * Tells everybody what happened.
     *
     * @param told the market's time as others see it
     */
    void tell(long told) {
        if (open == null) {
            return;
        }
        synchronized (open.venue()) {
            if (!news.isEmpty()) {
                open.memory().seen();
            }
            Instant now = time.instant();
            pairs.values().forEach(pair -> pair.tell(open.venue().time(), told, now));
        }
        Map<String, Map<Object, Told>> happened = new LinkedHashMap<>(news);
        news.clear();
        happened.forEach((account, what) -> {
            BiConsumer<PaperMarket.Open, List<Told>> listener = accounts.get(account);
            if (listener != null) {
                listener.accept(open, new ArrayList<>(what.values()));
            }
        });
    }

    void close() {
        for (MarketLine line : lines) {
            line.keep(new MarketEvent.Interrupted(line.topic().symbol(), "NO_MARKET_DATA", "The paper market was closed."));
        }
    }
}
