package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.nija.account.LaneId;
import io.nija.broker.Balance;
import io.nija.broker.BrokerSession;
import io.nija.broker.Capabilities;
import io.nija.broker.Fees;
import io.nija.broker.LaneFollower;
import io.nija.broker.LedgerEntry;
import io.nija.broker.Observation;
import io.nija.broker.OrderDesk;
import io.nija.broker.Outcome;
import io.nija.broker.SessionStatus;
import io.nija.broker.Sighting;
import io.nija.market.Symbol;
import io.nija.order.Amendment;
import io.nija.order.OrderKey;
import io.nija.order.OrderRequest;
import io.nija.order.OrderState;
import io.nija.order.OrderType;
import io.nija.order.OrderView;
import io.nija.order.Placement;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.order.Trade;
import io.nija.order.Validation;
import io.nija.platform.TimeSource;
import io.nija.status.Blocked;
import io.nija.status.Evidence;
import io.nija.status.Step;

/**
 * A venue with books of its own that outlives any number of lanes, and a desk whose answers can be told to go wrong. Limit
 * orders rest; {@link #trade} fills them.
 */
public final class ScriptedVenue implements OrderDesk, BrokerSession {

    /** What happens to the next placements. */
    public enum Fault { NONE, REFUSE, UNKNOWN_AFTER, UNKNOWN_BEFORE, SILENT_AFTER, SILENT_BEFORE, THROWS }

    public final List<Placement> received = new ArrayList<>();
    /** How far the venue's clock is ahead. */
    Duration ahead = Duration.ZERO;
    final List<String> calls = new ArrayList<>();
    public final Map<String, OrderView> orders = new LinkedHashMap<>();
    final List<LedgerEntry> ledger = new ArrayList<>();
    final List<Trade> trades = new ArrayList<>();
    final List<CompletableFuture<Outcome<OrderKey>>> silent = new ArrayList<>();
    public Fault fault = Fault.NONE;
    public Fault cancelFault = Fault.NONE;
    public boolean provable = true;
    public boolean reads = true;
    public BigDecimal btc = new BigDecimal("10");
    public BigDecimal usd = new BigDecimal("1000000");
    /** Other assets that are there and never change. */
    public final Map<String, BigDecimal> besides = new TreeMap<>();
    /** Whether the session reaches it: it stays, and says that the venue does not answer. */
    public boolean answers = true;
    /** It answers, and takes cancels only. */
    public boolean suspended;
    /** When the session last read the open orders; null for now. */
    public Instant readAt;
    /** The session cannot say what is held. */
    boolean balancesBroken;
    /** Coins that are there and cannot be offered: what rests needs them for its fees. */
    BigDecimal heldBack = BigDecimal.ZERO;
    /** Whether reads are answered only by {@link #tellWhatWasRead}. */
    boolean slowReads;
    private final List<Runnable> untold = new ArrayList<>();
    /** Who follows its stream; nobody when null. */
    LaneFollower follower;
    /** What it takes. */
    public Set<OrderType> types = Set.of(OrderType.LIMIT, OrderType.MARKET);
    boolean amends = true;
    Fault amendFault = Fault.NONE;
    /** Whether it answers who asks for a quote. */
    boolean quotes = true;
    /** The best bid that it tells; none when null. */
    BigDecimal bid;
    /** Told before a placement does anything at the venue. */
    public Consumer<Placement> arriving = placement -> {};
    /** Told when a placement has done what it does, before anybody is answered. */
    Consumer<Placement> arrived = placement -> {};
    /** Whether calls reach it: a process that ended makes none. */
    boolean reachable = true;
    private final LaneId lane;
    private final TimeSource time;
    private int ids;

    public ScriptedVenue(LaneId lane, TimeSource time) {
        this.lane = lane;
        this.time = time;
    }

    public Venue venue() {
        return new Venue(Optional.of(new Quoting(this)), Optional.of(this), Optional.of(this));
    }

    java.time.Instant now() {
        return time.instant();
    }

    @Override
    public Duration clockOffset() {
        return ahead;
    }

    @Override
    public CompletionStage<Outcome<OrderKey>> place(Placement placement) {
        if (!reachable) {
            return new CompletableFuture<>();
        }
        calls.add("place");
        arriving.accept(placement);
        if (!reachable) {
            return new CompletableFuture<>();
        }
        received.add(placement);
        CompletionStage<Outcome<OrderKey>> answer = answer(placement);
        arrived.accept(placement);
        return answer;
    }

    private CompletionStage<Outcome<OrderKey>> answer(Placement placement) {
        return switch (fault) {
            case NONE -> CompletableFuture.completedFuture(new Outcome.Confirmed<>(accept(placement)));
            case REFUSE -> CompletableFuture.completedFuture(new Outcome.Refused<>("INSUFFICIENT_FUNDS", "There is not enough USD."));
            case UNKNOWN_AFTER -> {
                accept(placement);
                yield CompletableFuture.completedFuture(new Outcome.Unknown<>("TIMEOUT", "No answer in 5 s."));
            }
            case UNKNOWN_BEFORE -> CompletableFuture.completedFuture(new Outcome.Unknown<>("TIMEOUT", "No answer in 5 s."));
            case SILENT_AFTER -> {
                CompletableFuture<Outcome<OrderKey>> late = new CompletableFuture<>();
                accept(placement);
                silent.add(late);
                yield late;
            }
            case SILENT_BEFORE -> new CompletableFuture<>();
            case THROWS -> throw new IllegalStateException("broken broker");
        };
    }

    private OrderKey accept(Placement placement) {
        return put(placement.clientOrderId(), placement.order());
    }

    /** An order that comes from somewhere: from us, from another program, from a person. */
    public OrderKey put(String clientOrderId, OrderRequest order) {
        String id = "V" + ++ids;
        orders.put(id, new OrderView(lane, id, clientOrderId, order.symbol().toString(), order.side(), order.type(), order.quantity(),
                order.limit(), order.stop(), BigDecimal.ZERO, BigDecimal.ZERO, null, OrderState.OPEN, time.instant(), time.instant()));
        return new OrderKey(clientOrderId, id);
    }

    /** Somebody moved coins: so many there would be without the trades. */
    public void holdsBtc(String quantity) {
        BigDecimal moved = held().get(0).total().subtract(btc);
        btc = new BigDecimal(quantity).subtract(moved);
    }

    /** Fills a part of an order. */
    public Trade trade(String id, String quantity, String price) {
        OrderView order = orders.get(id);
        BigDecimal part = new BigDecimal(quantity);
        BigDecimal cost = part.multiply(new BigDecimal(price));
        BigDecimal filled = order.filled().add(part);
        OrderState state = filled.compareTo(order.quantity()) >= 0 ? OrderState.FILLED
                : order.state() == OrderState.OPEN ? OrderState.PARTIALLY_FILLED : order.state();
        orders.put(id, view(order, order.quantity(), order.price(), filled, order.cost().add(cost), state));
        Trade trade = new Trade(lane, "T" + (trades.size() + 1), id, null, order.symbol(), order.side(), new BigDecimal(price), part, cost,
                BigDecimal.ZERO, null, true, time.instant());
        trades.add(trade);
        return trade;
    }

    /** Somebody changes an order; what is null stays. */
    public void change(String id, BigDecimal quantity, BigDecimal limit, BigDecimal stop) {
        OrderView order = orders.get(id);
        orders.put(id, new OrderView(lane, id, order.clientOrderId(), order.symbol(), order.side(), order.type(),
                quantity == null ? order.quantity() : quantity, limit == null ? order.price() : limit, stop == null ? order.stop() : stop,
                order.filled(), order.cost(), null, order.state(), order.createdAt(), time.instant()));
    }

    public void end(String id, OrderState state) {
        OrderView order = orders.get(id);
        orders.put(id, view(order, order.quantity(), order.price(), order.filled(), order.cost(), state));
    }

    private OrderView view(OrderView order, BigDecimal quantity, BigDecimal price, BigDecimal filled, BigDecimal cost, OrderState state) {
        return new OrderView(lane, order.venueOrderId(), order.clientOrderId(), order.symbol(), order.side(), order.type(), quantity, price,
                order.stop(), filled, cost, null, state, order.createdAt(), time.instant());
    }

    private List<OrderView> resting() {
        return orders.values().stream().filter(order -> order.state() == OrderState.OPEN || order.state() == OrderState.PARTIALLY_FILLED).toList();
    }

    private <T> CompletionStage<Observation<T>> read(String call, T value) {
        calls.add(call);
        if (slowReads) {
            CompletableFuture<Observation<T>> later = new CompletableFuture<>();
            untold.add(() -> later.complete(new Observation.Known<>(value, time.instant())));
            return later;
        }
        return CompletableFuture.completedFuture(reads ? new Observation.Known<>(value, time.instant())
                : new Observation.Missing<>("DOWN", "The venue does not answer."));
    }

    /** The answers of slow reads arrive. */
    void tellWhatWasRead() {
        List<Runnable> these = List.copyOf(untold);
        untold.clear();
        these.forEach(Runnable::run);
    }

    @Override
    public CompletionStage<Outcome<OrderKey>> amend(Amendment amendment) {
        calls.add("amend");
        OrderView order = orders.get(amendment.order().venueOrderId());
        if (order == null || !resting().contains(order)) {
            return CompletableFuture.completedFuture(new Outcome.Refused<>("ORDER_NOT_FOUND", "There is none."));
        }
        if (amendFault == Fault.REFUSE) {
            return CompletableFuture.completedFuture(new Outcome.Refused<>("NOT_EDITABLE", "It cannot be changed now."));
        }
        if (amendFault != Fault.UNKNOWN_BEFORE) {
            change(order.venueOrderId(), amendment.quantity(), amendment.limit(), amendment.stop());
        }
        if (amendFault == Fault.SILENT_AFTER) {
            silent.add(new CompletableFuture<>());
            return silent.get(silent.size() - 1);
        }
        return CompletableFuture.completedFuture(amendFault == Fault.NONE ? new Outcome.Confirmed<>(amendment.order())
                : new Outcome.Unknown<>("TIMEOUT", "No answer in 5 s."));
    }

    @Override
    public CompletionStage<Outcome<OrderKey>> cancel(OrderKey key) {
        calls.add("cancel");
        OrderView order = orders.get(key.venueOrderId());
        boolean rests = order != null && resting().contains(order);
        return switch (cancelFault) {
            case SILENT_BEFORE -> new CompletableFuture<>();
            case NONE, SILENT_AFTER, THROWS -> {
                if (rests) {
                    end(order.venueOrderId(), OrderState.CANCELED);
                }
                yield CompletableFuture.completedFuture(rests ? new Outcome.Confirmed<>(key)
                        : new Outcome.Refused<>("ORDER_NOT_FOUND", "There is no such resting order."));
            }
            case REFUSE -> CompletableFuture.completedFuture(new Outcome.Refused<>("ORDER_NOT_FOUND", "There is no such resting order."));
            case UNKNOWN_AFTER -> {
                if (rests) {
                    end(order.venueOrderId(), OrderState.CANCELED);
                }
                yield CompletableFuture.completedFuture(new Outcome.Unknown<>("TIMEOUT", "No answer in 5 s."));
            }
            case UNKNOWN_BEFORE -> CompletableFuture.completedFuture(new Outcome.Unknown<>("TIMEOUT", "No answer in 5 s."));
        };
    }

    @Override
    public CompletionStage<Observation<Sighting>> find(OrderKey key, Instant sentAt, Instant deadline) {
        Optional<OrderView> found = orders.values().stream().filter(order -> key.clientOrderId().equals(order.clientOrderId())).findFirst();
        Instant surely = deadline.plus(Duration.ofSeconds(2));
        Sighting sighting = found.isPresent() ? new Sighting.Found(found.get())
                : time.instant().isBefore(surely) ? new Sighting.TooEarly(surely)
                        : provable ? new Sighting.Absent() : new Sighting.Unprovable("The key may not read ended orders.", "Give it the right.");
        return read("find", sighting);
    }

    @Override
    public CompletionStage<Observation<List<OrderView>>> restingOrders() {
        return read("resting", resting());
    }

    @Override
    public CompletionStage<Observation<List<OrderView>>> orders(List<String> venueOrderIds) {
        return read("orders", orders.values().stream().filter(order -> venueOrderIds.contains(order.venueOrderId())).toList());
    }

    @Override
    public CompletionStage<Observation<List<Trade>>> trades(Instant from) {
        return read("trades", trades.stream().filter(trade -> !trade.at().isBefore(from)).toList());
    }

    @Override
    public CompletionStage<Observation<List<LedgerEntry>>> ledger(Instant from) {
        return read("ledger", ledger.stream().filter(entry -> !entry.at().isBefore(from)).toList());
    }

    @Override
    public CompletionStage<Observation<List<Balance>>> balancesNow() {
        return read("balances", held());
    }

    private BigDecimal offered() {
        return orders.values().stream().filter(order -> order.side() == Side.SELL && (order.state() == OrderState.OPEN
                || order.state() == OrderState.PARTIALLY_FILLED)).map(order -> order.quantity().subtract(order.filled()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What was there at first, and what trades, the fees that the ledger tells, and its other entries made of it. */
    private List<Balance> held() {
        BigDecimal coins = btc;
        BigDecimal money = usd;
        for (Trade trade : trades) {
            boolean buys = trade.side() == Side.BUY;
            coins = buys ? coins.add(trade.quantity()) : coins.subtract(trade.quantity());
            money = buys ? money.subtract(trade.cost()) : money.add(trade.cost());
        }
        for (LedgerEntry entry : ledger) {
            BigDecimal change = (entry.type() == LedgerEntry.Type.TRADE ? BigDecimal.ZERO : entry.amount()).subtract(entry.fee());
            coins = entry.asset().equals("BTC") ? coins.add(change) : coins;
            money = entry.asset().equals("USD") ? money.add(change) : money;
        }
        List<Balance> all = new ArrayList<>(List.of(new Balance("BTC", "XXBT", coins, coins.subtract(offered()).subtract(heldBack), Balance.Kind.SPOT),
                new Balance("USD", "ZUSD", money, money, Balance.Kind.SPOT)));
        besides.forEach((asset, quantity) -> all.add(new Balance(asset, asset, quantity, quantity, Balance.Kind.SPOT)));
        return all;
    }

    @Override
    public CompletionStage<Observation<Fees>> fees(Symbol symbol) {
        return read("fees", new Fees(new BigDecimal("0.4"), new BigDecimal("0.25")));
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(types, Set.of(TimeInForce.GTC, TimeInForce.IOC), amends, true, false, true);
    }

    @Override
    public LaneId lane() {
        return lane;
    }

    @Override
    public SessionStatus status() {
        return new SessionStatus(List.of(suspended ? new Evidence(Step.VENUE, true, time.instant(), "CANCEL_ONLY", "It takes cancels only.", "Wait.")
                : answers ? Evidence.ok(Step.VENUE, time.instant(), "It answers.")
                : Evidence.failed(Step.VENUE, time.instant(), "DOWN", "The venue does not answer.", "")),
                suspended ? new Blocked(Blocked.Kind.SUSPENDED, null, "It takes cancels only.") : null, null);
    }

    @Override
    public Optional<AutoCloseable> follow(LaneFollower who) {
        follower = who;
        return Optional.of(() -> follower = null);
    }

    @Override
    public CompletionStage<List<Evidence>> verify() {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public void reconnect() {
        calls.add("reconnect");
    }

    @Override
    public Observation<List<Balance>> balances() {
        if (balancesBroken) {
            throw new IllegalStateException("broken broker");
        }
        return new Observation.Known<>(held(), time.instant());
    }

    @Override
    public Observation<List<OrderView>> openOrders() {
        return new Observation.Known<>(resting(), readAt == null ? time.instant() : readAt);
    }

    @Override
    public CompletionStage<Observation<List<OrderView>>> closedOrders(int limit) {
        return read("closed", List.of());
    }

    @Override
    public CompletionStage<Outcome<Validation>> validate(OrderRequest order) {
        return CompletableFuture.completedFuture(new Outcome.Confirmed<>(new Validation("ok")));
    }

    public static OrderRequest limit(Side side, String quantity, String price) {
        return new OrderRequest(new Symbol("BTC", "USD"), side, OrderType.LIMIT, new BigDecimal(quantity), new BigDecimal(price),
                TimeInForce.GTC, false);
    }
}
