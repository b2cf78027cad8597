package io.nija.exchange.venue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.nija.exchange.market.Asset;
import io.nija.exchange.market.Listing;
import io.nija.exchange.market.PairRule;

/** An account: balances, orders, trades and the ledger in which each change of a balance is a row. Guarded by the venue's lock. */
public final class Account {

    private static final long HOUR = TimeUnit.HOURS.toNanos(1);
    private static final long MONTH = TimeUnit.DAYS.toNanos(30);

    private final String id;
    private final long number;
    private final String iban;
    private final Ids ids;
    private final Supplier<Feed> feed;
    private final BigDecimal volume;
    private final Map<Asset, BigDecimal> balances = new LinkedHashMap<>();
    private final Map<Asset, BigDecimal> holds = new HashMap<>();
    private final Map<String, BigDecimal> staked = new TreeMap<>();
    private final Map<String, Order> open = new LinkedHashMap<>();
    private final History<Order> closed = new History<>();
    private final Map<String, Order> openByClientId = new HashMap<>();
    private final Map<PairRule, Integer> openByPair = new HashMap<>();
    private final History<TradeRow> trades = new History<>();
    private final History<TradeRow> mergedTrades = new History<>();
    private final History<LedgerRow> ledger = new History<>();
    private final Map<String, Counter> engine = new HashMap<>();
    private final ArrayDeque<Turnover> month = new ArrayDeque<>();
    private BigDecimal monthUsd = BigDecimal.ZERO;
    private long cancelAllAt;

    /** @param volume what it is taken to have traded in every thirty days besides, in US dollars */
    Account(String id, long number, String iban, Collection<Asset> assets, Ids ids, Supplier<Feed> feed,
            BigDecimal volume) {
        this.id = id;
        this.number = number;
        this.iban = iban;
        this.ids = ids;
        this.feed = feed;
        this.volume = volume;
        assets.forEach(asset -> balances.put(asset, BigDecimal.ZERO.setScale(asset.decimals())));
    }

    /** What was traded in an hour; hours, so that it stays short however much is traded. */
    private record Turnover(long hour, BigDecimal usd) {}

    /** Changes a balance; the fee is taken off besides the amount. */
    LedgerRow post(long time, String type, String refid, Asset asset, BigDecimal amount, BigDecimal fee) {
        BigDecimal signed = amount.setScale(asset.decimals());
        BigDecimal charge = fee.setScale(asset.decimals());
        BigDecimal balance = balances.get(asset).add(signed).subtract(charge);
        balances.put(asset, balance);
        String row = ids.next('L');
        LedgerRow posted = new LedgerRow(row, refid == null ? ids.next('Q') : refid, time, type, asset, signed, charge,
                balance);
        ledger.add(row, posted, time);
        feed.get().posted(this, posted);
        return posted;
    }

    /** What it has that cannot be traded, by the exchange's name with its suffix; zero for none any more. Not part of the state. */
    public void staked(String name, BigDecimal amount) {
        if (amount.signum() == 0) {
            staked.remove(name);
        } else {
            staked.put(name, amount);
        }
    }

    /** Everything of it but what it has staked and its counters. */
    Image.OfAccount image() {
        Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        balances.forEach((asset, amount) -> amounts.put(asset.id(), amount));
        Map<Long, BigDecimal> hours = new LinkedHashMap<>();
        month.forEach(turnover -> hours.put(turnover.hour(), turnover.usd()));
        return new Image.OfAccount(id, number, volume, amounts, hours, cancelAllAt, open.values().stream().map(Order::image).toList(),
                oldestFirst(closed).stream().map(Order::image).toList(), oldestFirst(trades).stream().map(Image.OfTrade::of).toList(),
                oldestFirst(mergedTrades).stream().map(Image.OfTrade::of).toList(), oldestFirst(ledger).stream().map(Image.OfRow::of).toList());
    }

    private static <T> List<T> oldestFirst(History<T> history) {
        List<T> rows = new ArrayList<>(history.newestFirst().toList());
        Collections.reverse(rows);
        return rows;
    }

    /**
     * Is as an image says, but for its open orders, which are only in its list yet. For a new account.
     *
     * @return the open orders, the oldest first
     */
    List<Order> restore(Image.OfAccount image, Listing listing) {
        image.balances().forEach((asset, amount) -> balances.put(listing.asset(asset).orElseThrow(), amount));
        image.month().forEach((hour, usd) -> {
            month.addLast(new Turnover(hour, usd));
            monthUsd = monthUsd.add(usd);
        });
        cancelAllAt = image.cancelAllAt();
        image.ledger().forEach(row -> ledger.add(row.id(), new LedgerRow(row.id(), row.refid(), row.time(), row.type(),
                listing.asset(row.asset()).orElseThrow(), row.amount(), row.fee(), row.balance()), row.time()));
        image.trades().forEach(row -> trades.add(row.id(), trade(row, listing), row.time()));
        image.merged().forEach(row -> mergedTrades.add(row.id(), trade(row, listing), row.time()));
        image.closed().forEach(order -> closed.add(order.origin().id(), Order.of(order, this, listing.pair(order.pair()).orElseThrow()), order.closed()));
        image.open().forEach(order -> opened(Order.of(order, this, listing.pair(order.pair()).orElseThrow())));
        return openOrders();
    }

    private static TradeRow trade(Image.OfTrade row, Listing listing) {
        return new TradeRow(row.id(), row.order(), listing.pair(row.pair()).orElseThrow(), row.time(), row.buys(), row.orderType(), row.price(), row.cost(), row.fee(),
                row.volume(), row.number(), row.maker(), row.ledgers());
    }

    /** Holdings that cannot be traded. */
    public Map<String, BigDecimal> staked() {
        return Map.copyOf(staked);
    }

    void opened(Order order) {
        open.put(order.id(), order);
        openByPair.merge(order.rule(), 1, Integer::sum);
        if (order.ticket().clientId() != null) {
            openByClientId.put(order.ticket().clientId(), order);
        }
    }

    void ended(Order order, Order.Status how, String why, long time) {
        open.remove(order.id());
        openByPair.merge(order.rule(), -1, Integer::sum);
        if (order.ticket().clientId() != null) {
            openByClientId.remove(order.ticket().clientId(), order);
        }
        hold(order, BigDecimal.ZERO);
        order.end(how, why, time);
        closed.add(order.id(), order, time);
    }

    /** @return the name of what it was merged into, its own when it stands alone */
    String traded(TradeRow trade, BigDecimal usd) {
        trades.add(trade.id(), trade, trade.time());
        long hour = Math.floorDiv(trade.time(), HOUR);
        boolean same = !month.isEmpty() && month.peekLast().hour() == hour;
        BigDecimal before = same ? month.removeLast().usd() : BigDecimal.ZERO;
        month.addLast(new Turnover(hour, before.add(usd)));
        monthUsd = monthUsd.add(usd);
        TradeRow taken = mergedTrades.newest().filter(trade::continues).orElse(null);
        if (taken == null) {
            mergedTrades.add(trade.id(), trade, trade.time());
            return trade.id();
        }
        mergedTrades.replaceNewest(taken.and(trade));
        return taken.id();
    }

    /** What was traded in the last thirty days, in US dollars and what it is taken to have traded besides. */
    public BigDecimal turnover(long now) {
        while (!month.isEmpty() && (month.peekFirst().hour() + 1) * HOUR < now - MONTH) {
            monthUsd = monthUsd.subtract(month.removeFirst().usd());
        }
        return volume.add(monthUsd);
    }

    /** Holds for an order what it needs now; nothing when it is over. */
    void hold(Order order, BigDecimal needed) {
        Asset asset = order.ticket().buys() ? order.rule().quote() : order.rule().base();
        holds.merge(asset, needed.subtract(order.held()), BigDecimal::add);
        order.held(needed);
    }

    /** What open orders hold of an asset. */
    public BigDecimal held(Asset asset) {
        return holds.getOrDefault(asset, BigDecimal.ZERO).setScale(asset.decimals(), RoundingMode.UP);
    }

    /** What can be used of an asset now. */
    public BigDecimal available(Asset asset) {
        return balances.get(asset).subtract(held(asset));
    }

    /** How many orders wait for their time. */
    long scheduled() {
        return open.values().stream().filter(order -> order.status() == Order.Status.PENDING).count();
    }

    /** @throws Refused when an open order has that client id; null is nobody's */
    public void checkClientId(String clientId) throws Refused {
        if (clientId != null && openByClientId.containsKey(clientId)) {
            throw Refused.argument("cl_ord_id already in use");
        }
    }

    Counter engine(PairRule pair, Tier tier) {
        return engine.computeIfAbsent(pair.id(), any -> tier.engineCounter());
    }

    void forgetCounters() {
        engine.clear();
    }

    /** The counters of the trading engine in use, by pair. */
    public Map<String, Counter> engineCounters() {
        return engine;
    }

    /** What the engine counts for a pair now, in thousandths of a point. */
    public long enginePoints(PairRule pair, long time) {
        Counter counter = engine.get(pair.id());
        return counter == null ? 0 : counter.points(time);
    }

    /** Open orders, the oldest first, not copied. */
    Iterable<Order> live() {
        return open.values();
    }

    /** Open orders, the oldest first. */
    public List<Order> openOrders() {
        return new ArrayList<>(open.values());
    }

    /** How many orders are open for a pair. */
    public long openOrders(PairRule pair) {
        return openByPair.getOrDefault(pair, 0);
    }

    /** An open order by its id. */
    public Optional<Order> openOrder(String order) {
        return Optional.ofNullable(open.get(order));
    }

    /** An open order by its client id. */
    public Optional<Order> openOrderOf(String clientId) {
        return Optional.ofNullable(openByClientId.get(clientId));
    }

    /** An order by id, open or not. */
    public Optional<Order> order(String order) {
        return Optional.ofNullable(open.get(order)).or(() -> closed.find(order));
    }

    /** Orders that are not open any more. */
    public History<Order> closedOrders() {
        return closed;
    }

    /** Executions. */
    public History<TradeRow> trades() {
        return trades;
    }

    /** Executions; what a taker met in one go is one of them when they are merged. */
    public History<TradeRow> trades(boolean merged) {
        return merged ? mergedTrades : trades;
    }

    /** The ledger. */
    public History<LedgerRow> ledger() {
        return ledger;
    }

    /** Balances of all assets, what open orders hold included. */
    public Map<Asset, BigDecimal> balances() {
        return balances;
    }

    /** When all orders are to be cancelled, nanoseconds since 1970; 0 for never. */
    public long cancelAllAt() {
        return cancelAllAt;
    }

    void cancelAllAt(long when) {
        cancelAllAt = when;
    }

    /** Its name at NIJA and in the control interface. */
    public String id() {
        return id;
    }

    /** Its number as an owner of orders, from 1. */
    long number() {
        return number;
    }

    /** The venue's own name of it. */
    public String iban() {
        return iban;
    }
}
