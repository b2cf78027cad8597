package io.nija.broker.paper.internal.desk;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.nija.broker.Capabilities;
import io.nija.broker.Outcome;
import io.nija.broker.paper.internal.market.MarketTimes;
import io.nija.exchange.market.PairRule;
import io.nija.exchange.venue.Book;
import io.nija.exchange.venue.Change;
import io.nija.exchange.venue.Order;
import io.nija.exchange.venue.Refused;
import io.nija.exchange.venue.Terms;
import io.nija.exchange.venue.Ticket;
import io.nija.exchange.venue.Venue;
import io.nija.matching.Reference;
import io.nija.matching.SelfTrade;
import io.nija.order.Amendment;
import io.nija.order.OrderDetails;
import io.nija.order.OrderKey;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Side;
import io.nija.order.TimeInForce;

/** From what the platform wants to what the exchange takes: the venue's order rules, on its grid. */
final class Tickets {

    /** Those of the venue whose rules the exchange has. */
    static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(OrderType.MARKET, OrderType.LIMIT, OrderType.ICEBERG, OrderType.STOP_LOSS, OrderType.STOP_LOSS_LIMIT, OrderType.TAKE_PROFIT,
                    OrderType.TAKE_PROFIT_LIMIT, OrderType.TRAILING_STOP, OrderType.TRAILING_STOP_LIMIT),
            Set.of(TimeInForce.GTC, TimeInForce.IOC, TimeInForce.GTD), true, true, false, true);

    /** An iceberg shows at least a fifteenth. */
    private static final BigDecimal LEAST_SHOWN = BigDecimal.valueOf(15);

    private Tickets() {}

    /** Why no order of this kind can be placed, whatever the market; empty when it can. */
    static Optional<Outcome.Refused<OrderKey>> never(OrderRequest order) {
        OrderDetails details = order.details();
        if (!CAPABILITIES.types().contains(order.type())) {
            return refused("The paper market takes no " + order.type().words() + " orders.");
        }
        if (!CAPABILITIES.timesInForce().contains(order.timeInForce())) {
            return refused("The paper market takes no " + order.timeInForce() + " orders.");
        }
        if (waits(order) && order.timeInForce() == TimeInForce.IOC) {
            return refused("An order that waits for a price cannot be immediate-or-cancel.");
        }
        if (order.type() == OrderType.MARKET && order.timeInForce() == TimeInForce.GTD) {
            return refused("A market order does not rest, so it cannot end at a date.");
        }
        if (trails(order.type()) != (details.trail() != null)) {
            return refused("A trailing stop needs the distance by which it trails.");
        }
        if ((order.type() == OrderType.ICEBERG) != (details.display() != null)) {
            return refused("An iceberg needs the quantity that it shows.");
        }
        if (details.display() != null && details.display().multiply(LEAST_SHOWN).compareTo(order.quantity()) < 0) {
            return refused("An iceberg shows at least a fifteenth of its quantity.");
        }
        return details.triggeredBy() == OrderDetails.TriggeredBy.LAST || waits(order) ? Optional.empty()
                : refused("Only an order that waits for a price can be triggered by the index.");
    }

    private static Optional<Outcome.Refused<OrderKey>> refused(String reason) {
        return Optional.of(new Outcome.Refused<>("ORDER_UNSUPPORTED", reason));
    }

    private static boolean waits(OrderRequest order) {
        return order.stop() != null || order.details().trail() != null;
    }

    private static boolean trails(OrderType type) {
        return type == OrderType.TRAILING_STOP || type == OrderType.TRAILING_STOP_LIMIT;
    }

    /**
     * An order by the rules of its market.
     *
     * @param clientId or null
     * @throws Refused in the exchange's words
     */
    static Ticket ticket(Venue venue, Book book, OrderRequest order, String clientId, MarketTimes times) throws Refused {
        PairRule rule = book.rule();
        Terms terms = new Terms(rule, venue.variants());
        boolean buys = order.side() == Side.BUY;
        String type = order.type().name().toLowerCase(Locale.ROOT).replace('_', '-');
        Terms.checkMode(venue.modes().of(rule), type, order.postOnly());
        OrderDetails.Trail trail = order.details().trail();
        long limit = order.limit() != null ? terms.ticks(order.limit())
                : trail == null || trail.limit() == null ? 0 : buys ? terms.ticks(trail.limit()) : -terms.ticks(trail.limit());
        long trigger = order.stop() != null ? terms.ticks(order.stop())
                : trail == null ? 0 : trail.percent() ? Terms.perMillion(trail.distance()) : terms.ticks(trail.distance());
        BigDecimal volume = terms.volume(order.quantity());
        // The price that tells how much an order is.
        long measure = order.type() == OrderType.MARKET || trail != null ? book.best(!buys) : trigger != 0 ? trigger : limit;
        terms.checkSize(volume, rule.price(measure));
        long expires = order.expiresAt() == null ? 0 : times.market(order.expiresAt());
        if (order.expiresAt() != null && expires <= venue.time()) {
            throw Refused.argument("expiretm");
        }
        List<String> flags = order.postOnly() ? List.of("post", fee(order)) : List.of(fee(order));
        return new Ticket(rule.id(), buys, type, Terms.lots(volume), null,
                order.details().display() == null ? 0 : Terms.lots(terms.volume(order.details().display())), limit, trigger,
                trail != null && trail.percent(), reference(order), flags, order.timeInForce(), 0, expires,
                SelfTrade.valueOf(order.details().selfTrade().name()), 0, clientId, null);
    }

    private static String fee(OrderRequest order) {
        return order.details().fee() == OrderDetails.Fee.BASE ? "fcib" : "fciq";
    }

    private static Reference reference(OrderRequest order) {
        return order.details().triggeredBy() == OrderDetails.TriggeredBy.INDEX ? Reference.INDEX : Reference.LAST;
    }

    /** A change of an open order. @throws Refused in the exchange's words */
    static Change change(Venue venue, Order order, Amendment amendment) throws Refused {
        Ticket ticket = order.ticket();
        Terms terms = new Terms(order.rule(), venue.variants());
        if (amendment.limit() != null && (!ticket.limited() || ticket.trails()) || amendment.stop() != null && (!order.waits() || ticket.trails())) {
            throw new Refused("EOrder:Order not editable");
        }
        long lots = amendment.quantity() == null ? Change.KEEP : Terms.lots(terms.volume(amendment.quantity()));
        long limit = amendment.limit() == null ? Change.KEEP : terms.ticks(amendment.limit());
        long trigger = amendment.stop() == null ? Change.KEEP : terms.ticks(amendment.stop());
        long whole = lots == Change.KEEP ? order.lots() : lots;
        if (whole > order.filled()) {
            long priced = limit != Change.KEEP ? limit : ticket.limited() && !ticket.trails() ? order.limit()
                    : Math.max(1, venue.book(order.rule()).last());
            terms.checkSize(PairRule.volume(whole), order.rule().price(priced));
        }
        return new Change(lots, Change.KEEP, limit, trigger, false);
    }

    /** The exchange's refusal in the platform's words: a stable code, and a sentence. */
    static <T> Outcome.Refused<T> refusal(Refused refused) {
        String error = refused.errors().get(0);
        String code = error.startsWith("EOrder:Insufficient funds") ? "PAPER_INSUFFICIENT_FUNDS"
                : error.startsWith("EOrder:Unknown order") || error.startsWith("EOrder:Invalid order") ? "ORDER_NOT_FOUND"
                : error.startsWith("EOrder:Post only") ? "PAPER_POST_ONLY"
                : error.contains("minimum not met") ? "PAPER_MINIMUM"
                : error.startsWith("EOrder:Tick size") || error.startsWith("EOrder:Invalid price") ? "PAPER_PRICE"
                : "PAPER_REFUSED";
        return new Outcome.Refused<>(code, "The paper market does not take it: " + error.substring(error.indexOf(':') + 1) + ".");
    }

    /** Whether a moment of the machine's clock has passed. */
    static boolean passed(Instant deadline, Instant now) {
        return deadline != null && deadline.isBefore(now);
    }
}
