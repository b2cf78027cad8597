package io.nija.simulator.internal.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import io.nija.exchange.venue.Account;
import io.nija.exchange.venue.History;
import io.nija.exchange.venue.Order;
import io.nija.exchange.venue.Permission;
import io.nija.exchange.venue.Refused;
import io.nija.exchange.venue.Ticket;
import io.nija.exchange.venue.Variants;
import io.nija.exchange.venue.Venue;

/** {@code OpenOrders}, {@code ClosedOrders}, {@code QueryOrders}, {@code OpenPositions} (reference sheet §7.4–7.6). */
final class OrderQueries {

    private static final int MOST_IDS = 50;

    private final Venue venue;

    OrderQueries(Venue venue) {
        this.venue = venue;
    }

    /** Which executions an order shows: none without {@code trades}, a taker's merged unless the call says otherwise. */
    private static Records.Shown shown(Parameters parameters) throws Refused {
        return !parameters.yes("trades", false) ? Records.Shown.NO_TRADES
                : parameters.yes("consolidate_taker", true) ? Records.Shown.TRADES_MERGED : Records.Shown.TRADES;
    }

    Object open(Access access) throws Refused {
        Records.Shown trades = shown(access.parameters());
        Predicate<Order> wanted = filter(access.parameters());
        long lag = venue.variants().number(Variants.Name.LISTING_LAG) * 1_000_000L;
        Map<String, Object> open = new LinkedHashMap<>();
        for (Order order : access.account().openOrders()) {
            // A clock that was set back makes no order invisible.
            if (wanted.test(order) && (lag == 0 || order.since() + lag <= venue.now())) {
                open.put(order.id(), Records.order(order, trades));
            }
        }
        return Json.map("open", open);
    }

    Object closed(Access access) throws Refused {
        Parameters parameters = access.parameters();
        Records.Shown shown = shown(parameters);
        String by = parameters.text("closetime").orElse("both");
        if (!List.of("open", "close", "both").contains(by)) {
            throw Refused.argument("closetime");
        }
        Account account = access.account();
        Range asked = Range.of(parameters, id -> account.order(id)
                .map(order -> by.equals("open") ? order.since() : order.closed()));
        History.Page<Order> page = page(account.closedOrders(), asked, by, access);
        Map<String, Object> closed = new LinkedHashMap<>();
        for (Order order : page.rows()) {
            closed.put(order.id(), Records.order(order, shown));
        }
        return Json.map("closed", closed,
                "count", parameters.yes("without_count", false) ? null : page.count());
    }

    /** Kept in the order of their end; where only that decides, nothing needs to be looked through. */
    private static History.Page<Order> page(History<Order> orders, Range asked, String by, Access access)
            throws Refused {
        boolean named = access.parameters().text("cl_ord_id").isPresent()
                || access.parameters().text("userref").isPresent();
        Predicate<Order> wanted = filter(access.parameters());
        if (by.equals("close") || !asked.bounded()) {
            return asked.within(access.key().settings()).page(orders, named ? wanted : null);
        }
        // An order ends after it came: what began in time ended after the beginning of that time.
        Range ended = new Range(asked.after(), Long.MAX_VALUE, asked.skip()).within(access.key().settings());
        return ended.page(orders, order -> wanted.test(order) && (asked.covers(order.since())
                || by.equals("both") && asked.covers(order.closed())));
    }

    private static Predicate<Order> filter(Parameters parameters) throws Refused {
        Optional<String> clientId = parameters.text("cl_ord_id");
        boolean byReference = parameters.text("userref").isPresent();
        long reference = parameters.whole("userref", Integer.MIN_VALUE, Integer.MAX_VALUE, 0);
        return order -> (clientId.isEmpty() || clientId.get().equals(order.ticket().clientId()))
                && (!byReference || order.ticket().userref() == reference);
    }

    Object query(Access access) throws Refused {
        Records.Shown trades = shown(access.parameters());
        List<String> ids = access.parameters().list("txid");
        if (ids.isEmpty() || ids.size() > MOST_IDS) {
            throw Refused.argument("txid");
        }
        Predicate<Order> wanted = filter(access.parameters());
        Map<String, Object> result = new LinkedHashMap<>();
        for (String id : ids) {
            Optional<Order> order = access.account().order(id);
            if (order.isEmpty()) {
                throw gone();
            }
            access.need(order.get().status().live()
                    ? Permission.QUERY_OPEN_TRADES : Permission.QUERY_CLOSED_TRADES);
            if (wanted.test(order.get())) {
                result.put(id, Records.order(order.get(), trades));
            }
        }
        return result;
    }

    /** {@code OrderAmends} (§7.8). */
    Object amends(Access access) throws Refused {
        Order order = access.account().order(access.parameters().required("order_id")).orElseThrow(this::gone);
        access.need(order.status().live() ? Permission.QUERY_OPEN_TRADES : Permission.QUERY_CLOSED_TRADES);
        return Json.map("count", order.amends().size(),
                "amends", order.amends().stream().map(amended -> amended(order, amended)).toList());
    }

    private static Map<String, Object> amended(Order order, Order.Amended amended) {
        Ticket ticket = order.ticket();
        return Json.map("amend_id", amended.id(), "amend_type", amended.type(),
                "reason", amended.type().equals("user") ? "User requested" : null,
                "order_qty", Formats.volume(amended.lots()), "remaining_qty", Formats.volume(amended.left()),
                "display_qty", amended.display() == 0 ? null : Formats.volume(amended.display()),
                "limit_price", ticket.limited() ? Formats.price(order.rule(), amended.limit()) : null,
                "trigger_price", ticket.waits() && !ticket.perMillion()
                        ? Formats.price(order.rule(), amended.trigger()) : null,
                "post_only", amended.postOnly(), "timestamp", amended.time());
    }

    /** The error for an order that is gone or never was. */
    Refused gone() {
        return new Refused(venue.variants().text(Variants.Name.GONE_ORDER));
    }

    /** Nobody has a position here: there is no margin trading. */
    Object positions(Access access) {
        return Map.of();
    }
}
