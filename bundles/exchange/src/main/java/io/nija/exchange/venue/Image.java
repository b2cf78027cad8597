package io.nija.exchange.venue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * All accounts at a moment, as plain values: what an exchange can go on from without letting the past happen again. The
 * strangers are not in it. They follow from seed and time, and their markets begin anew there, as after an absence;
 * counters of calls begin at zero, and trailing stops trail from the prices they find.
 *
 * @param time nanoseconds since 1970
 * @param ids how many ids were given
 * @param orders how many orders were numbered
 * @param opened how many accounts were ever opened
 */
public record Image(long time, long ids, long orders, long opened, List<OfAccount> accounts) {

    public Image {
        accounts = List.copyOf(accounts);
    }

    /**
     * @param volume what it is taken to have traded in every thirty days besides, in US dollars
     * @param month US dollars traded, by hours since 1970
     * @param open the oldest first
     * @param closed in the order of their end
     * @param merged executions, what a taker met in one go as one
     */
    record OfAccount(String id, long number, BigDecimal volume, Map<String, BigDecimal> balances, Map<Long, BigDecimal> month, long cancelAllAt,
            List<OfOrder> open, List<OfOrder> closed, List<OfTrade> trades, List<OfTrade> merged, List<OfRow> ledger) {}

    /** @param origin what it was given when it came; everything else as {@link Order} has it */
    record OfOrder(Order.Origin origin, String pair, Ticket ticket, Order.Status status, long lots, long display, long limit, long trigger, long distance,
            long changed, long fired, long filled, BigDecimal cost, BigDecimal fee, BigDecimal turnover, long closed, String reason, List<String> trades,
            List<String> merged, List<Order.Amended> amends) {}

    /** @see TradeRow */
    record OfTrade(String id, String order, String pair, long time, boolean buys, String orderType, BigDecimal price, BigDecimal cost, BigDecimal fee,
            BigDecimal volume, long number, boolean maker, List<String> ledgers) {

        static OfTrade of(TradeRow row) {
            return new OfTrade(row.id(), row.order(), row.pair().id(), row.time(), row.buys(), row.orderType(), row.price(), row.cost(), row.fee(),
                    row.volume(), row.number(), row.maker(), row.ledgers());
        }
    }

    /** @see LedgerRow */
    record OfRow(String id, String refid, long time, String type, String asset, BigDecimal amount, BigDecimal fee, BigDecimal balance) {

        static OfRow of(LedgerRow row) {
            return new OfRow(row.id(), row.refid(), row.time(), row.type(), row.asset().id(), row.amount(), row.fee(), row.balance());
        }
    }
}
