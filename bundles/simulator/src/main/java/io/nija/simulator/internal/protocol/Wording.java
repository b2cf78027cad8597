package io.nija.simulator.internal.protocol;

import java.math.BigDecimal;
import java.math.RoundingMode;

import io.nija.exchange.market.PairRule;
import io.nija.exchange.venue.Order;
import io.nija.exchange.venue.Ticket;

/**
 * An order in the words and prices of the wire (reference sheet §7.7).
 *
 * @param limit in ticks, or the offset of a trailing stop
 * @param trigger in ticks, or the distance of a trailing stop
 */
record Wording(PairRule rule, Ticket ticket, long lots, long limit, long trigger) {

    /** As it was asked for. */
    static Wording of(PairRule rule, Ticket ticket) {
        return new Wording(rule, ticket, ticket.lots(), ticket.limit(), ticket.trigger());
    }

    /** As it is now. */
    static Wording of(Order order) {
        Ticket ticket = order.ticket();
        boolean offset = ticket.trails() && ticket.limited();
        return new Wording(order.rule(), ticket, order.lots(), offset && order.fired() != 0 ? ticket.limit()
                : order.limit(), ticket.trails() ? order.distance() : order.trigger());
    }

    /** {@code descr.price}. */
    String price() {
        return ticket.waits() ? shown(trigger, ticket.perMillion(), ticket.trails())
                : ticket.limited() ? Formats.price(rule, limit) : "0";
    }

    /** {@code descr.price2}. */
    String price2() {
        return ticket.waits() && ticket.limited() ? shown(limit, false, ticket.trails()) : "0";
    }

    private String shown(long ticks, boolean perMillion, boolean signed) {
        String sign = signed && ticks >= 0 ? "+" : "";
        return perMillion ? sign + BigDecimal.valueOf(ticks, 4).toPlainString() + "%"
                : sign + Formats.price(rule, ticks);
    }

    /** {@code descr.order}. */
    String order() {
        String volume = ticket.budget() != null
                ? ticket.budget().setScale(PairRule.LOT_DECIMALS, RoundingMode.DOWN).toPlainString()
                : Formats.volume(lots);
        return Records.side(ticket.buys()) + " " + volume + " " + rule.altname() + " @ " + words();
    }

    /** {@code descr.close}; empty without one. */
    String close() {
        return ticket.close() == null ? "" : "close position @ " + of(rule, ticket.close()).words();
    }

    private String words() {
        return switch (ticket.type()) {
            case "market" -> "market";
            case "limit", "iceberg" -> "limit " + Formats.price(rule, limit);
            default -> ticket.type().replaceAll("-limit$", "").replace('-', ' ') + " " + price()
                    + (ticket.limited() ? " -> limit " + price2() : "");
        };
    }
}
