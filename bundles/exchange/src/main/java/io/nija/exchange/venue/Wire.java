package io.nija.exchange.venue;

import io.nija.matching.NewOrder;
import io.nija.matching.Pricing;
import io.nija.matching.Refusal;
import io.nija.matching.Trigger;
import io.nija.order.Side;
import io.nija.order.TimeInForce;

/** Between the accounts' orders and the matching core. Pure. */
final class Wire {

    private Wire() {}

    /** An order as the core takes it. */
    static NewOrder order(Order order) {
        Ticket ticket = order.ticket();
        Pricing pricing = !ticket.limited() ? Pricing.MARKET
                : ticket.type().equals("trailing-stop-limit") ? Pricing.OFFSET : Pricing.LIMIT;
        boolean ends = ticket.force() == TimeInForce.GTD && ticket.expires() != 0;
        return new NewOrder(order.number(), order.account().number(), ticket.buys() ? Side.BUY : Side.SELL,
                order.lots(), pricing, pricing == Pricing.MARKET ? 0 : order.limit(), trigger(order),
                ticket.force(), ends ? ticket.expires() : 0, order.display(), ticket.postOnly(),
                ticket.flags().contains("nompp"), ticket.selfTrade());
    }

    /** What is left of an order, as a market takes it that begins anew: what fired has fired, and what rested may take. */
    static NewOrder again(Order order) {
        Ticket ticket = order.ticket();
        NewOrder whole = order(order);
        Pricing pricing = whole.pricing() == Pricing.OFFSET && !order.waits() ? Pricing.LIMIT : whole.pricing();
        return new NewOrder(whole.id(), whole.owner(), whole.side(), order.open(), pricing, whole.price(), order.waits() ? whole.trigger() : null,
                whole.timeInForce(), whole.expiry(), Math.min(whole.display(), order.open()), false, ticket.flags().contains("nompp"), whole.selfTrade());
    }

    private static Trigger trigger(Order order) {
        Ticket ticket = order.ticket();
        if (!ticket.waits()) {
            return null;
        }
        if (ticket.trails()) {
            return new Trigger.Trailing(order.distance(), ticket.perMillion(), ticket.reference());
        }
        return ticket.type().startsWith("stop")
                ? new Trigger.StopLoss(order.trigger(), ticket.reference())
                : new Trigger.TakeProfit(order.trigger(), ticket.reference());
    }

    /** Why a change was refused, in the words of the protocol. */
    static String words(Refusal why) {
        return switch (why) {
            case POST_ONLY -> "EOrder:Post only order";
            case NOT_AMENDABLE -> "EOrder:Order not editable";
            case NO_CHANGE -> "EGeneral:Invalid arguments:no amendable parameters";
            case UNKNOWN_ORDER -> "EOrder:Unknown order";
            case ALREADY_EXPIRED -> "EGeneral:Invalid arguments:expiretm";
            case DUPLICATE_ID, CAPACITY -> "EGeneral:Internal error";
        };
    }
}
