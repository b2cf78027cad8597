package io.nija.campaign;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.nija.campaign.VenueBooks.Order;
import io.nija.campaign.VenueBooks.Trade;

/**
 * What the exchange's books say of the orders that a NIJA sent, of several accounts.
 *
 * @param orders those with a NIJA's client order id
 * @param trades of those orders
 * @param balances by NIJA's name of the account, then by the exchange's name of the asset
 */
public record Books(List<Order> orders, List<Trade> trades, Map<String, Map<String, BigDecimal>> balances) {

    /** What each client order id of a NIJA begins with. */
    private static final String OURS = "6e696a61-";

    /** Reads them. @param accounts by NIJA's name of the account */
    public static Books read(Map<String, VenueBooks> accounts) throws IOException, InterruptedException {
        List<Order> orders = new ArrayList<>();
        List<Trade> trades = new ArrayList<>();
        Map<String, Map<String, BigDecimal>> balances = new TreeMap<>();
        for (Map.Entry<String, VenueBooks> account : accounts.entrySet()) {
            // Trades first: an order that is read later knows all of them, and perhaps newer ones.
            trades.addAll(account.getValue().trades(account.getKey()));
            orders.addAll(account.getValue().orders(account.getKey()));
            balances.put(account.getKey(), account.getValue().balances());
        }
        List<Order> ours = orders.stream().filter(order -> order.clientOrderId().startsWith(OURS)).toList();
        Set<String> ids = ours.stream().map(Order::id).collect(Collectors.toSet());
        return new Books(ours, trades.stream().filter(trade -> ids.contains(trade.order())).toList(), balances);
    }

    /** What was bought and not sold again, by account and symbol: {@code master BTC/USD}. */
    Map<String, BigDecimal> positions() {
        Map<String, BigDecimal> positions = new TreeMap<>();
        for (Trade trade : trades) {
            positions.merge(trade.account() + " " + Market.of(trade.pair()).symbol(),
                    trade.side().equals("buy") ? trade.volume() : trade.volume().negate(), BigDecimal::add);
        }
        return positions;
    }

    /** What may still be sold by orders that rest, by account and symbol. */
    private Map<String, BigDecimal> selling() {
        Map<String, BigDecimal> selling = new TreeMap<>();
        orders.stream().filter(order -> order.open() && order.side().equals("sell"))
                .forEach(order -> selling.merge(order.account() + " " + Market.of(order.pair()).symbol(),
                        order.volume().subtract(order.filled()), BigDecimal::add));
        return selling;
    }

    /**
     * Positions of which more than the exchange's smallest order is neither covered by a resting stop nor given to another
     * resting sale; one sentence each.
     */
    public List<String> unprotected() {
        Map<String, BigDecimal> selling = selling();
        List<String> lacking = new ArrayList<>();
        positions().forEach((position, quantity) -> {
            BigDecimal bare = quantity.subtract(selling.getOrDefault(position, BigDecimal.ZERO));
            if (bare.compareTo(smallest(position)) >= 0) {
                lacking.add("UNPROTECTED: " + bare + " of " + quantity + " of " + position + " have no stop at the exchange");
            }
        });
        return lacking;
    }

    /** Positions of which at some moment more was sold than there was, or of which resting orders could sell more than there is. */
    public List<String> oversold() {
        Map<String, BigDecimal> positions = positions();
        List<String> more = new ArrayList<>(OwnSales.oversold(trades));
        selling().forEach((position, quantity) -> {
            BigDecimal held = positions.getOrDefault(position, BigDecimal.ZERO);
            if (quantity.compareTo(held) > 0) {
                more.add("OVERSOLD: orders rest that sell " + quantity + " of " + position + ", and only " + held + " are held");
            }
        });
        return more;
    }

    /** How many stops rest. */
    public int stops() {
        return (int) orders.stream().filter(order -> order.open() && order.stop()).count();
    }

    /** How many stops sold something. */
    public int fired() {
        return (int) orders.stream().filter(order -> order.stop() && order.filled().signum() > 0).count();
    }

    private static BigDecimal smallest(String position) {
        return Market.ALL.stream().filter(market -> position.endsWith(" " + market.symbol())).findFirst().orElseThrow().smallest();
    }
}
