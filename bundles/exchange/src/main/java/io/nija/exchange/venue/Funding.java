package io.nija.exchange.venue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;

import io.nija.exchange.market.Level;
import io.nija.exchange.market.PairRule;

/**
 * What orders need, and what a market order can get. An order without limit is counted through the book that stands, its
 * owner's own orders left out: it never costs more than that, for what the book hides is at no worse a price. Guarded by
 * the venue's lock.
 */
final class Funding {

    private Funding() {}

    /** What a market order would do to the book. */
    record Sweep(long lots, BigDecimal cost, BigDecimal fee) {}

    /** What must be available for an order to come in. */
    static BigDecimal need(Account account, Book book, Ticket ticket, BigDecimal percent) {
        PairRule rule = book.rule();
        if (!ticket.buys()) {
            return Holds.of(rule, ticket, 0, ticket.lots(), percent);
        }
        if (ticket.atMarket()) {
            Sweep sweep = sweep(account, book, ticket, ticket.lots(), percent);
            return ticket.feeInBase() ? sweep.cost() : sweep.cost().add(sweep.fee());
        }
        return Holds.of(rule, ticket, entryPrice(book, ticket), ticket.lots(), percent);
    }

    /** The price at which a new order is held. */
    private static long entryPrice(Book book, Ticket ticket) {
        long trigger = ticket.trails() ? trailed(book, ticket, ticket.trigger()) : ticket.trigger();
        return Holds.price(ticket, ticket.limit(), trigger, ticket.waits());
    }

    /** The highest place of a buying trailing stop's trigger: so far above the price now. */
    static long trailed(Book book, Ticket ticket, long distance) {
        long price = book.reference(ticket.reference());
        return ticket.perMillion() ? price + Math.max(1, price * distance / 1_000_000) : price + distance;
    }

    /** Goes through the book as a buying or selling market order would. */
    static Sweep sweep(Account account, Book book, Ticket ticket, long lots, BigDecimal percent) {
        return sweep(account, book, ticket, lots, null, percent);
    }

    /** How many lots a budget in quote buys now. */
    static long affordable(Account account, Book book, Ticket ticket) {
        return sweep(account, book, ticket, Long.MAX_VALUE, ticket.budget(), BigDecimal.ZERO).lots();
    }

    private static Sweep sweep(Account account, Book book, Ticket ticket, long lots, BigDecimal budget,
            BigDecimal percent) {
        PairRule rule = book.rule();
        Map<Long, Long> own = own(account, rule, !ticket.buys());
        long left = lots;
        BigDecimal cost = BigDecimal.ZERO;
        BigDecimal fee = BigDecimal.ZERO;
        boolean bids = !ticket.buys();
        int levels = book.levels(bids);
        long bound = levels == 0 || ticket.flags().contains("nompp") ? Long.MAX_VALUE
                : book.level(bids, 0).ticks() + book.level(bids, 0).ticks() * Book.PROTECTION / 1_000_000;
        // One after the other: what an order needs is at the top of a deep book.
        for (int rank = 0; rank < levels && left > 0; rank++) {
            Level level = book.level(bids, rank);
            if (ticket.buys() && level.ticks() > bound) {
                break;
            }
            long there = Math.max(0, level.lots() - own.getOrDefault(level.ticks(), 0L));
            long part = Math.min(left, there);
            if (budget != null) {
                part = Math.min(part, lots(rule, level.ticks(), budget.subtract(cost)));
            }
            BigDecimal partCost = rule.cost(level.ticks(), part);
            cost = cost.add(partCost);
            fee = fee.add(Settlement.fee(rule, percent, partCost, BigDecimal.ZERO, false));
            left -= part;
            if (budget != null && part < there) {
                break;
            }
        }
        return new Sweep(lots - left, cost, fee);
    }

    private static long lots(PairRule rule, long ticks, BigDecimal budget) {
        return budget.divide(rule.price(ticks), PairRule.LOT_DECIMALS, RoundingMode.DOWN).unscaledValue()
                .longValueExact();
    }

    private static Map<Long, Long> own(Account account, PairRule rule, boolean buys) {
        Map<Long, Long> own = new HashMap<>();
        for (Order order : account.live()) {
            if (order.rule().equals(rule) && order.ticket().buys() == buys && !order.waits()) {
                own.merge(order.limit(), order.display() == 0 ? order.open() : Math.min(order.display(), order.open()),
                        Long::sum);
            }
        }
        return own;
    }
}
