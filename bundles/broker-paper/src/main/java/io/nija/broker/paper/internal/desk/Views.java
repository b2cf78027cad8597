package io.nija.broker.paper.internal.desk;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.nija.account.LaneId;
import io.nija.broker.Balance;
import io.nija.broker.LedgerEntry;
import io.nija.broker.paper.internal.market.MarketTimes;
import io.nija.exchange.market.Asset;
import io.nija.exchange.market.PairRule;
import io.nija.exchange.venue.Account;
import io.nija.exchange.venue.LedgerRow;
import io.nija.exchange.venue.Order;
import io.nija.exchange.venue.Ticket;
import io.nija.exchange.venue.TradeRow;
import io.nija.order.OrderState;
import io.nija.order.OrderType;
import io.nija.order.OrderView;
import io.nija.order.Side;
import io.nija.order.Trade;

/** An account of the exchange as the platform sees it; every time is the machine's. With the exchange's lock. */
record Views(LaneId lane, MarketTimes times) {

    OrderView order(Order order) {
        Ticket ticket = order.ticket();
        PairRule rule = order.rule();
        BigDecimal limit = ticket.limited() && !(ticket.trails() && order.waits()) && order.limit() > 0 ? rule.price(order.limit()) : null;
        BigDecimal stop = !ticket.trails() && order.trigger() > 0 ? rule.price(order.trigger()) : null;
        long changed = order.closed() != 0 ? order.closed() : Math.max(order.changed(), order.fired());
        return new OrderView(lane, order.id(), ticket.clientId(), rule.symbol(), side(ticket.buys()), type(ticket.type()),
                PairRule.volume(order.lots()), limit != null ? limit : stop, stop, PairRule.volume(order.filled()), order.cost(),
                order.filled() == 0 ? null : order.average(Math.max(5, rule.pairDecimals())), state(order), times.machine(order.since()),
                times.machine(changed));
    }

    private static OrderState state(Order order) {
        return switch (order.status()) {
            case PENDING -> OrderState.PENDING;
            case OPEN -> order.filled() > 0 ? OrderState.PARTIALLY_FILLED : OrderState.OPEN;
            case CLOSED -> OrderState.FILLED;
            case CANCELED -> OrderState.CANCELED;
            case EXPIRED -> OrderState.EXPIRED;
        };
    }

    private static OrderType type(String word) {
        return OrderType.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static Side side(boolean buys) {
        return buys ? Side.BUY : Side.SELL;
    }

    Trade trade(TradeRow row, Order order) {
        boolean inBase = order != null && order.ticket().feeInBase();
        // An order that is not kept any more leaves open in which asset its fee was: the ledger tells.
        String feeCurrency = order == null ? null : inBase ? row.pair().base().name() : row.pair().quote().name();
        return new Trade(lane, row.id(), row.order(), order == null ? null : order.ticket().clientId(), row.pair().symbol(), side(row.buys()),
                row.price(), row.volume(), row.cost(), row.fee(), feeCurrency, row.maker(), times.machine(row.time()));
    }

    LedgerEntry entry(LedgerRow row) {
        return new LedgerEntry(lane, row.id(), row.refid(), switch (row.type()) {
            case "trade" -> LedgerEntry.Type.TRADE;
            case "deposit" -> LedgerEntry.Type.DEPOSIT;
            case "withdrawal" -> LedgerEntry.Type.WITHDRAWAL;
            case "adjustment" -> LedgerEntry.Type.ADJUSTMENT;
            default -> LedgerEntry.Type.OTHER;
        }, row.type(), row.asset().name(), row.amount(), row.fee(), row.balance(), times.machine(row.time()));
    }

    /** What the account has, and what of it can be used; what it never had is left out. */
    List<Balance> balances(Account account) {
        List<Balance> balances = new ArrayList<>();
        for (Map.Entry<Asset, BigDecimal> held : account.balances().entrySet()) {
            if (held.getValue().signum() != 0 || account.ledger().newestFirst().anyMatch(row -> row.asset().equals(held.getKey()))) {
                balances.add(new Balance(held.getKey().name(), held.getKey().id(), held.getValue(), account.available(held.getKey()).max(BigDecimal.ZERO),
                        Balance.Kind.SPOT));
            }
        }
        return List.copyOf(balances);
    }
}
