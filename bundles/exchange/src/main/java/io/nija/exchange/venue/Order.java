package io.nija.exchange.venue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.nija.exchange.market.PairRule;

/** An account's order and what became of it. Guarded by the venue's lock. */
public final class Order {

    private final String id;
    private final long number;
    private final Account account;
    private final PairRule rule;
    private final Ticket ticket;
    private final String parent;
    private final long opened;
    private final BigDecimal takerPercent;
    private final BigDecimal makerPercent;
    private final List<String> trades = new ArrayList<>();
    private final List<String> mergedTrades = new ArrayList<>();
    private final List<Amended> amends = new ArrayList<>();
    private Status status = Status.OPEN;
    private long lots;
    private long display;
    private long limit;
    private long trigger;
    private long distance;
    private long changed;
    private long fired;
    private long filled;
    /** What had been executed of it when its market began anew. */
    private long carried;
    private BigDecimal held;
    private BigDecimal cost = BigDecimal.ZERO;
    private BigDecimal fee = BigDecimal.ZERO;
    private BigDecimal turnover = BigDecimal.ZERO;
    private long closed;
    private String reason;

    /** What an order needs besides what was asked for. */
    record Origin(String id, long number, String parent, long opened, BigDecimal takerPercent,
            BigDecimal makerPercent) {}

    Order(Origin origin, Account account, PairRule rule, Ticket ticket, long lots) {
        id = origin.id();
        number = origin.number();
        parent = origin.parent();
        opened = origin.opened();
        takerPercent = origin.takerPercent();
        makerPercent = origin.makerPercent();
        this.account = account;
        this.rule = rule;
        this.ticket = ticket;
        changed = opened;
        this.lots = lots;
        display = ticket.display();
        limit = ticket.limit();
        trigger = ticket.trails() ? 0 : ticket.trigger();
        distance = ticket.trails() ? ticket.trigger() : 0;
        held = BigDecimal.ZERO;
    }

    /** Everything of it. */
    Image.OfOrder image() {
        return new Image.OfOrder(new Origin(id, number, parent, opened, takerPercent, makerPercent), rule.id(), ticket, status, lots, display, limit,
                trigger, distance, changed, fired, filled, cost, fee, turnover, closed, reason, List.copyOf(trades), List.copyOf(mergedTrades),
                List.copyOf(amends));
    }

    /** As it was; what is left of it is what its market begins anew with. */
    static Order of(Image.OfOrder image, Account account, PairRule rule) {
        Order order = new Order(image.origin(), account, rule, image.ticket(), image.lots());
        order.status = image.status();
        order.display = image.display();
        order.limit = image.limit();
        order.trigger = image.trigger();
        order.distance = image.distance();
        order.changed = image.changed();
        order.fired = image.fired();
        order.filled = image.filled();
        order.carried = image.filled();
        order.cost = image.cost();
        order.fee = image.fee();
        order.turnover = image.turnover();
        order.closed = image.closed();
        order.reason = image.reason();
        order.trades.addAll(image.trades());
        order.mergedTrades.addAll(image.merged());
        order.amends.addAll(image.amends());
        return order;
    }

    /** The states of the REST interface. */
    public enum Status {
        /** Accepted; its time has not come. */
        PENDING,
        OPEN,
        CLOSED,
        CANCELED,
        EXPIRED;

        /** The word on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it may still be executed. */
        public boolean live() {
            return this == PENDING || this == OPEN;
        }
    }

    /**
     * How it was after a change.
     *
     * @param type {@code original} or {@code user}
     */
    public record Amended(String id, String type, long lots, long left, long display, long limit, long trigger,
            boolean postOnly, long time) {}

    Amended image(String name, String type, boolean postOnly, long time) {
        return new Amended(name, type, lots, open(), display, limit, ticket.trails() ? distance : trigger, postOnly,
                time);
    }

    void executed(long ticks, long part, BigDecimal partCost, BigDecimal partFee) {
        filled += part;
        cost = cost.add(partCost);
        turnover = turnover.add(rule.price(ticks).multiply(PairRule.volume(part)));
        fee = fee.add(partFee);
    }

    /** @param merged the name of what the execution was merged into */
    void traded(String trade, String merged) {
        trades.add(trade);
        if (mergedTrades.isEmpty() || !mergedTrades.get(mergedTrades.size() - 1).equals(merged)) {
            mergedTrades.add(merged);
        }
    }

    void pending() {
        status = Status.PENDING;
    }

    void live() {
        status = Status.OPEN;
    }

    void end(Status how, String why, long time) {
        status = how;
        reason = why;
        closed = time;
    }

    /** Its trigger fired, and this is its limit now. */
    void fire(long ticks, long time) {
        fired = time;
        limit = ticks;
    }

    void aim(long ticks) {
        trigger = ticks;
    }

    void amend(Change change, String amendId, long time) {
        if (amends.isEmpty()) {
            amends.add(image(id, "original", ticket.postOnly(), opened));
        }
        lots = kept(change.lots(), lots);
        display = Math.min(lots, kept(change.display(), display));
        limit = kept(change.limit(), limit);
        if (ticket.trails()) {
            distance = kept(change.trigger(), distance);
        } else {
            trigger = kept(change.trigger(), trigger);
        }
        changed = time;
        amends.add(image(amendId, "user", ticket.postOnly() || change.postOnly(), time));
    }

    private static long kept(long wanted, long present) {
        return wanted == Change.KEEP ? present : wanted;
    }

    void held(BigDecimal amount) {
        held = amount;
    }

    /** What is held for it, in quote (a buy) or in base (a sell). */
    public BigDecimal held() {
        return held;
    }

    /** The percent a part costs: of a taker that of its coming, of a maker that of now, but never more than was held. */
    BigDecimal percent(boolean maker, BigDecimal now) {
        return maker ? now.min(makerPercent) : takerPercent;
    }

    /** The highest percent that a part of it can cost. */
    BigDecimal mostPercent() {
        return takerPercent.max(makerPercent);
    }

    /** Its id. */
    public String id() {
        return id;
    }

    /** Its number inside. */
    long number() {
        return number;
    }

    /** Whose it is. */
    public Account account() {
        return account;
    }

    /** The pair. */
    public PairRule rule() {
        return rule;
    }

    /** What was asked for. */
    public Ticket ticket() {
        return ticket;
    }

    /** The order of whose execution it is the close, or null. */
    public String parent() {
        return parent;
    }

    /** Its state. */
    public Status status() {
        return status;
    }

    /** All of it. */
    public long lots() {
        return lots;
    }

    /** What is left of it. */
    public long open() {
        return lots - filled;
    }

    /** What was executed. */
    public long filled() {
        return filled;
    }

    /** What of {@link #filled} its market does not know of. */
    long carried() {
        return carried;
    }

    /** What an iceberg shows at a time, else 0. */
    public long display() {
        return display;
    }

    /** The limit, or the offset of a trailing stop that has not fired; 0 for none. */
    public long limit() {
        return limit;
    }

    /** The trigger price now; 0 for none. */
    public long trigger() {
        return trigger;
    }

    /** How far a trailing stop's trigger stays away, in ticks or parts per million. */
    public long distance() {
        return distance;
    }

    /** When its trigger fired, nanoseconds since 1970; 0 before and without one. */
    public long fired() {
        return fired;
    }

    /** Whether it waits for its trigger. */
    public boolean waits() {
        return ticket.waits() && fired == 0;
    }

    /** In quote. */
    public BigDecimal cost() {
        return cost;
    }

    /** In quote, or in base when the order asked for that. */
    public BigDecimal fee() {
        return fee;
    }

    /** The average price of its executions, not rounded on the way; zero when there is none. */
    public BigDecimal average(int decimals) {
        return filled == 0 ? BigDecimal.ZERO.setScale(decimals)
                : turnover.divide(PairRule.volume(filled), decimals, RoundingMode.HALF_UP);
    }

    /** Its executions' ids. */
    public List<String> trades() {
        return trades;
    }

    /** Its executions' ids; what it met in one go as a taker is one. */
    public List<String> mergedTrades() {
        return mergedTrades;
    }

    /** Its changes; the first is how it was placed. Empty when it was never changed. */
    public List<Amended> amends() {
        return amends;
    }

    /** When it came, nanoseconds since 1970. */
    public long since() {
        return opened;
    }

    /** When it came or was last changed. */
    public long changed() {
        return changed;
    }

    /** When it ended, nanoseconds since 1970; 0 while it is open. */
    public long closed() {
        return closed;
    }

    /** Why it ended, or null. */
    public String reason() {
        return reason;
    }
}
