package io.nija.simulation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.nija.account.LaneId;
import io.nija.order.Purpose;
import io.nija.exchange.market.Asset;
import io.nija.exchange.market.PairRule;
import io.nija.exchange.venue.Account;
import io.nija.exchange.venue.Order;
import io.nija.exchange.venue.TradeRow;
import io.nija.trading.internal.lane.Shares;

/** One lane as the exchange's own books have it: NIJA's orders, their trades, and what they sum up to. */
final class Books {

    private static final String OURS = "6e696a61-";

    private final Account account;
    private final Map<String, Order> mine = new LinkedHashMap<>();
    private final Map<String, String> byClient = new LinkedHashMap<>();
    private final Map<String, TradeRow> trades = new LinkedHashMap<>();
    private final Map<String, BigDecimal> managed = new LinkedHashMap<>();
    private final Map<String, BigDecimal> positions = new LinkedHashMap<>();
    private final Map<String, BigDecimal> baseFees = new LinkedHashMap<>();
    /** Whose each order is, by what was durable when it was taken. */
    private final Map<String, Owned> owners = new LinkedHashMap<>();
    private final Map<Owned, BigDecimal> shares = new TreeMap<>();
    /** Those that sell a person's own coins: they change no position. */
    private final Set<String> foreigns = new HashSet<>();
    private final Set<String> protective = new HashSet<>();
    private final List<String> doubled = new ArrayList<>();
    private int known;

    /**
     * A position, as it has its own stop.
     *
     * @param strategy "" for no strategy's
     */
    record Owned(String symbol, String strategy) implements Comparable<Owned> {

        @Override
        public int compareTo(Owned other) {
            return (symbol + " " + strategy).compareTo(other.symbol + " " + other.strategy);
        }
    }

    /** What rests and can sell of a position: its stops, and others, whose slices no stop can hold beside them. */
    record Offered(BigDecimal stops, BigDecimal exits) {}

    Books(LaneId lane, Exchange exchange) {
        account = exchange.account(lane);
        known = account.trades().size();
    }

    /**
     * An order was taken.
     *
     * @param strategy whose it is by its intent; null for no strategy's
     */
    void taken(Order order, String strategy, Purpose purpose) {
        String client = order.ticket().clientId();
        if (client == null || !client.startsWith(OURS)) {
            return;
        }
        if (Shares.FOREIGN.equals(strategy)) {
            foreigns.add(order.id());
        }
        if (purpose == Purpose.PROTECTIVE) {
            protective.add(order.id());
        }
        owners.put(order.id(), new Owned(order.rule().symbol(), strategy == null ? "" : strategy));
        mine.put(order.id(), order);
        String before = byClient.putIfAbsent(client, order.id());
        if (before != null && !before.equals(order.id())) {
            doubled.add(client + ": " + before + " and " + order.id());
        }
    }

    /** Reads the trades that came since; answers whether there were any. */
    boolean read() {
        int size = account.trades().size();
        if (size == known) {
            return false;
        }
        List<TradeRow> fresh = new ArrayList<>(account.trades().newestFirst().limit(size - known).toList());
        Collections.reverse(fresh);
        known = size;
        fresh.stream().filter(trade -> mine.containsKey(trade.order())).forEach(this::count);
        return true;
    }

    private void count(TradeRow trade) {
        trades.put(trade.id(), trade);
        if (foreigns.contains(trade.order())) {
            return;
        }
        BigDecimal signed = trade.buys() ? trade.volume() : trade.volume().negate();
        if (mine.get(trade.order()).ticket().feeInBase()) {
            signed = signed.subtract(trade.fee());
            baseFees.merge(trade.pair().base().name(), trade.fee(), BigDecimal::add);
        }
        managed.merge(trade.pair().base().name(), signed, BigDecimal::add);
        positions.merge(trade.pair().symbol(), signed, BigDecimal::add);
        shares.merge(owners.get(trade.order()), signed, BigDecimal::add);
    }

    Map<String, Order> mine() {
        return mine;
    }

    Collection<TradeRow> trades() {
        return trades.values();
    }

    /** Client order ids that two orders have. */
    List<String> doubled() {
        return doubled;
    }

    String ofClient(String client) {
        return byClient.get(client);
    }

    /** What NIJA's orders brought of each instrument. */
    Map<String, BigDecimal> positions() {
        return positions;
    }

    BigDecimal managed(String asset) {
        return managed.getOrDefault(asset, BigDecimal.ZERO);
    }

    /** Fees in the coin itself, which nobody is told of with the trade. */
    BigDecimal baseFees(String asset) {
        return baseFees.getOrDefault(asset, BigDecimal.ZERO);
    }

    /** What NIJA's orders brought of each position. */
    Map<Owned, BigDecimal> shares() {
        return shares;
    }

    /** All positions that an order was ever taken for. */
    Set<Owned> owned() {
        return new TreeSet<>(owners.values());
    }

    /** What rests and can sell of a position. */
    Offered offered(Owned of) {
        BigDecimal stops = BigDecimal.ZERO;
        BigDecimal exits = BigDecimal.ZERO;
        for (Order order : mine.values()) {
            if (order.status().live() && !order.ticket().buys() && of.equals(owners.get(order.id())) && !foreigns.contains(order.id())) {
                BigDecimal open = PairRule.volume(order.open());
                boolean stop = protective.contains(order.id());
                stops = stop ? stops.add(open) : stops;
                exits = stop ? exits : exits.add(open);
            }
        }
        return new Offered(stops, exits);
    }

    /**
     * What could be offered of an asset beside what rests: all that the exchange has free, less the person's own coins. Less than the
     * rest of a position where the exchange holds fees back in the coin.
     */
    BigDecimal room(Asset asset) {
        BigDecimal persons = BigDecimal.ZERO;
        for (Order order : account.openOrders()) {
            if (!order.ticket().buys() && order.rule().base().equals(asset) && (!mine.containsKey(order.id()) || foreigns.contains(order.id()))) {
                persons = persons.add(PairRule.volume(order.open()));
            }
        }
        BigDecimal foreign = account.available(asset).add(account.held(asset)).subtract(managed(asset.name())).subtract(persons).max(BigDecimal.ZERO);
        return account.available(asset).subtract(foreign);
    }

    /** What NIJA's resting orders can still sell of each asset. */
    Map<String, BigDecimal> selling() {
        Map<String, BigDecimal> selling = new LinkedHashMap<>();
        for (Order order : mine.values()) {
            if (order.status().live() && !order.ticket().buys() && !foreigns.contains(order.id())) {
                selling.merge(order.rule().base().name(), PairRule.volume(order.open()), BigDecimal::add);
            }
        }
        return selling;
    }
}
