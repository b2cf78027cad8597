package io.nija.simulator.internal.stream;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.nija.exchange.market.PairRule;
import io.nija.exchange.market.Print;
import io.nija.simulator.internal.protocol.Json;
import io.nija.exchange.venue.Account;
import io.nija.exchange.venue.Book;
import io.nija.exchange.venue.Feed;
import io.nija.exchange.venue.LedgerRow;
import io.nija.exchange.venue.Mode;
import io.nija.exchange.venue.Order;
import io.nija.exchange.venue.TradeRow;
import io.nija.exchange.venue.Variants;
import io.nija.exchange.venue.Venue;

/**
 * Tells sockets what happens at the exchange, moment by moment, in its order. Nothing is made that nobody reads, and
 * everything only once. Guarded by the venue's lock.
 */
public final class Streams implements Feed {

    private final Venue venue;
    private final Map<String, PairFeed> pairs = new HashMap<>();
    private final Set<PairFeed> changed = new LinkedHashSet<>();
    private final Map<String, List<AccountFeed>> executions = new HashMap<>();
    private final Map<String, List<AccountFeed>> balances = new HashMap<>();
    private final List<AccountFeed.Message> waiting = new ArrayList<>();
    private final Set<Subscriber> instruments = new LinkedHashSet<>();
    private final Set<Subscriber> everybody = new LinkedHashSet<>();
    private final Map<PairRule, Mode> told = new LinkedHashMap<>();
    private final OrderText orders;
    private final InstrumentText listing;
    private Mode system;
    private boolean held;

    /** Streams of an exchange, which must be told to {@link Venue#listen}. */
    public Streams(Venue venue) {
        this.venue = venue;
        orders = new OrderText(venue);
        listing = new InstrumentText(venue);
        remember();
    }

    private void remember() {
        system = venue.modes().all();
        venue.listing().pairs().forEach(pair -> told.put(pair, venue.modes().of(pair)));
    }

    OrderText orders() {
        return orders;
    }

    /** A socket is open: it is told how the exchange is. */
    public void opened(Subscriber socket, BigDecimal connection) {
        everybody.add(socket);
        socket.send(status(connection));
    }

    private Frame status(BigDecimal connection) {
        return Frame.of("status", "", Json.map("channel", "status", "type", "update", "data", List.of(Json.map(
                "version", "2.0.10", "system", system.word(), "api_version", "v2", "connection_id", connection))));
    }

    /** A socket is closed. */
    public void closed(Subscriber socket) {
        everybody.remove(socket);
    }

    PairFeed pair(PairRule rule) {
        return pairs.computeIfAbsent(rule.id(), any -> new PairFeed(venue.book(rule)));
    }

    /** Forgets a pair that nobody reads any more. */
    void tidy(PairRule rule) {
        PairFeed feed = pairs.get(rule.id());
        if (feed != null && !feed.isRead()) {
            pairs.remove(rule.id());
            changed.remove(feed);
        }
    }

    Frame instruments(Subscriber reader) {
        instruments.add(reader);
        return listing.snapshot();
    }

    void noInstruments(Subscriber reader) {
        instruments.remove(reader);
    }

    /** Begins or ends the stream of an account. */
    void add(AccountFeed feed, boolean ofOrders) {
        (ofOrders ? executions : balances).computeIfAbsent(feed.account(), any -> new ArrayList<>()).add(feed);
    }

    void remove(AccountFeed feed, boolean ofOrders) {
        Map<String, List<AccountFeed>> all = ofOrders ? executions : balances;
        List<AccountFeed> feeds = all.get(feed.account());
        if (feeds != null && feeds.remove(feed) && feeds.isEmpty()) {
            all.remove(feed.account());
        }
    }

    /** What accounts are told waits until {@link #release}: for a reply that is to go before it. */
    void hold() {
        held = true;
    }

    void release() {
        held = false;
        tellAccounts();
    }

    @Override
    public boolean isRead() {
        return !everybody.isEmpty();
    }

    @Override
    public void touched(Book book) {
        PairFeed feed = pairs.get(book.rule().id());
        if (feed != null) {
            changed.add(feed);
        }
    }

    @Override
    public void printed(Book book, Print print) {
        PairFeed feed = pairs.get(book.rule().id());
        if (feed != null) {
            feed.printed(print);
            changed.add(feed);
        }
    }

    @Override
    public void placed(Order order) {
        tell(order, true, () -> orders.placed(order));
    }

    @Override
    public void admitted(Order order) {
        for (AccountFeed feed : of(executions, order.account())) {
            // Who is not told that it came learns all of it now.
            Map<String, Object> item = feed.every() ? orders.admitted(order) : orders.open(order);
            waiting.add(feed.update(counted(feed, order, item)));
        }
    }

    @Override
    public void executed(Order order, TradeRow trade) {
        tell(order, false, () -> orders.executed(trade, order, false));
    }

    @Override
    public void ended(Order order) {
        tell(order, false, () -> orders.ended(order));
    }

    @Override
    public void amended(Order order) {
        tell(order, true, () -> orders.amended(order));
    }

    @Override
    public void triggered(Order order) {
        tell(order, true, () -> orders.triggered(order));
        if (order.ticket().trails() && order.ticket().limited()) {
            tell(order, true, () -> orders.restated(order));
        }
    }

    @Override
    public void replenished(Order order) {
        tell(order, true, () -> orders.replenished(order));
    }

    private void tell(Order order, boolean detail, Supplier<Map<String, Object>> item) {
        for (AccountFeed feed : of(executions, order.account())) {
            if (feed.every() || !detail) {
                waiting.add(feed.update(counted(feed, order, item.get())));
            }
        }
    }

    /** The engine's counter goes with each event when that was asked for. */
    private Map<String, Object> counted(AccountFeed feed, Order order, Map<String, Object> item) {
        if (feed.counter()) {
            item.put("ratecount", BigDecimal.valueOf(order.account().enginePoints(order.rule(), venue.time()), 3));
        }
        return item;
    }

    @Override
    public void posted(Account account, LedgerRow row) {
        for (AccountFeed feed : of(balances, account)) {
            waiting.add(feed.update(BalanceText.row(row)));
        }
    }

    private static List<AccountFeed> of(Map<String, List<AccountFeed>> feeds, Account account) {
        return feeds.getOrDefault(account.id(), List.of());
    }

    @Override
    public void modesChanged() {
        if (system != venue.modes().all()) {
            system = venue.modes().all();
            List.copyOf(everybody).forEach(socket -> socket.send(status(null)));
        }
        List<PairRule> pairsChanged = venue.listing().pairs().stream()
                .filter(pair -> told.get(pair) != venue.modes().of(pair)).toList();
        if (!pairsChanged.isEmpty()) {
            remember();
            Frame frame = listing.update(pairsChanged);
            List.copyOf(instruments).forEach(reader -> reader.send(frame));
        }
    }

    @Override
    public void jumped() {
        List.copyOf(everybody).forEach(socket -> socket.close(1012, "The exchange was away."));
    }

    @Override
    public void moment() {
        if (!changed.isEmpty()) {
            changed.forEach(feed -> feed.tell(venue.time()));
            changed.clear();
        }
        if (!held) {
            tellAccounts();
        }
    }

    private void tellAccounts() {
        if (!waiting.isEmpty()) {
            List<AccountFeed.Message> now = List.copyOf(waiting);
            waiting.clear();
            now.forEach(AccountFeed.Message::send);
        }
    }

    /** Whether zero balances are among those told. */
    boolean zeros() {
        return venue.variants().yes(Variants.Name.ZERO_BALANCES);
    }
}
