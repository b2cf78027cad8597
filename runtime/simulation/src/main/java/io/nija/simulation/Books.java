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

import io.nija.account.LaneId;
import io.nija.simulator.internal.market.PairRule;
import io.nija.simulator.internal.venue.Account;
import io.nija.simulator.internal.venue.Order;
import io.nija.simulator.internal.venue.TradeRow;

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
    /** Those that sell a person's own coins: they change no position. */
    private final Set<String> foreigns = new HashSet<>();
    private final List<String> doubled = new ArrayList<>();
    private int known;

    Books(LaneId lane, Exchange exchange) {
        account = exchange.account(lane);
        known = account.trades().size();
    }

    /** An order was taken. */
    void taken(Order order, boolean foreign) {
        String client = order.ticket().clientId();
        if (client == null || !client.startsWith(OURS)) {
            return;
        }
        if (foreign) {
            foreigns.add(order.id());
        }
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
