package io.nija.simulator.internal.venue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.nija.simulator.internal.market.PairRule;
import io.nija.simulator.internal.market.Resting;

/** An order and what became of it. Guarded by the venue's lock. */
public final class Order implements Resting {

    private final String id;
    private final String account;
    private final Ticket ticket;
    private final long opened;
    private final BigDecimal takerPercent;
    private final BigDecimal makerPercent;
    private final List<String> trades = new ArrayList<>();
    private Status status = Status.OPEN;
    private long filledLots;
    private BigDecimal cost = BigDecimal.ZERO;
    private BigDecimal fee = BigDecimal.ZERO;
    private BigDecimal turnover = BigDecimal.ZERO;
    private long closed;
    private String reason;

    Order(String id, String account, Ticket ticket, long opened, BigDecimal takerPercent, BigDecimal makerPercent) {
        this.id = id;
        this.account = account;
        this.ticket = ticket;
        this.opened = opened;
        this.takerPercent = takerPercent;
        this.makerPercent = makerPercent;
    }

    /** The states of the REST interface. */
    public enum Status {
        OPEN,
        CLOSED,
        CANCELED,
        EXPIRED;

        /** The word on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    void executed(long ticks, long lots, BigDecimal partCost, BigDecimal partFee, String trade) {
        filledLots += lots;
        cost = cost.add(partCost);
        turnover = turnover.add(ticket.pair().price(ticks).multiply(PairRule.volume(lots)));
        fee = fee.add(partFee);
        trades.add(trade);
    }

    void end(Status how, String why, long time) {
        status = how;
        reason = why;
        closed = time;
    }

    /** What is held of the quote asset (a buy) or of the base asset (a sell) as long as it is open. */
    public BigDecimal hold() {
        PairRule rule = ticket.pair();
        if (ticket.buys()) {
            BigDecimal most = rule.ceiling(ticket.limitTicks(), openLots());
            return ticket.feeInBase() ? most : most.add(percent(most, rule.moneyDecimals()));
        }
        BigDecimal volume = PairRule.volume(openLots());
        return ticket.feeInBase() ? volume.add(percent(volume, rule.base().decimals())) : volume;
    }

    private BigDecimal percent(BigDecimal of, int decimals) {
        return of.multiply(takerPercent.max(makerPercent)).movePointLeft(2).setScale(decimals, RoundingMode.UP);
    }

    BigDecimal feePercent(boolean maker) {
        return maker ? makerPercent : takerPercent;
    }

    /** Its id. */
    public String id() {
        return id;
    }

    /** The account's id. */
    public String account() {
        return account;
    }

    /** What was asked for. */
    public Ticket ticket() {
        return ticket;
    }

    /** Its state. */
    public Status status() {
        return status;
    }

    /** What was executed. */
    public long filledLots() {
        return filledLots;
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
        return filledLots == 0 ? BigDecimal.ZERO.setScale(decimals)
                : turnover.divide(PairRule.volume(filledLots), decimals, RoundingMode.HALF_UP);
    }

    /** Its executions' ids. */
    public List<String> trades() {
        return trades;
    }

    /** When it ended, nanoseconds since 1970; 0 while it is open. */
    public long closed() {
        return closed;
    }

    /** Why it ended, or null. */
    public String reason() {
        return reason;
    }

    @Override
    public String owner() {
        return account;
    }

    @Override
    public boolean buys() {
        return ticket.buys();
    }

    @Override
    public long ticks() {
        return ticket.limitTicks();
    }

    @Override
    public long openLots() {
        return ticket.lots() - filledLots;
    }

    @Override
    public long since() {
        return opened;
    }
}
