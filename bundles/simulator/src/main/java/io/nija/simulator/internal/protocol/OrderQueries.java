package io.nija.simulator.internal.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import io.nija.simulator.internal.venue.Account;
import io.nija.simulator.internal.venue.Order;
import io.nija.simulator.internal.venue.Permission;
import io.nija.simulator.internal.venue.Refused;
import io.nija.simulator.internal.venue.Ticket;
import io.nija.simulator.internal.venue.Variants;
import io.nija.simulator.internal.venue.Venue;

/** {@code OpenOrders}, {@code ClosedOrders}, {@code QueryOrders}, {@code OpenPositions} (reference sheet §7.4–7.6). */
final class OrderQueries {

    private static final int MOST_IDS = 50;

    private final Venue venue;

    OrderQueries(Venue venue) {
        this.venue = venue;
    }

    Object open(Access access) throws Refused {
        boolean trades = access.parameters().yes("trades", false);
        Predicate<Order> wanted = filter(access.parameters());
        long lag = venue.variants().number(Variants.Name.LISTING_LAG) * 1_000_000L;
        Map<String, Object> open = new LinkedHashMap<>();
        for (Order order : access.account().openOrders()) {
            if (wanted.test(order) && order.since() + lag <= venue.now()) {
                open.put(order.id(), Records.order(order, trades));
            }
        }
        return Json.map("open", open);
    }

    Object closed(Access access) throws Refused {
        Parameters parameters = access.parameters();
        boolean trades = parameters.yes("trades", false);
        Predicate<Order> wanted = filter(parameters);
        String by = parameters.text("closetime").orElse("both");
        if (!List.of("open", "close", "both").contains(by)) {
            throw Refused.argument("closetime");
        }
        Account account = access.account();
        Range range = Range.of(parameters, id -> account.order(id)
                .map(order -> by.equals("open") ? order.since() : order.closed()));
        List<Order> matching = account.closedOrders().newestFirst().filter(wanted)
                .filter(order -> access.key().settings().covers(order.closed()))
                .filter(order -> by.equals("open") ? range.covers(order.since())
                        : by.equals("close") ? range.covers(order.closed())
                                : range.covers(order.since()) || range.covers(order.closed()))
                .toList();
        Map<String, Object> closed = new LinkedHashMap<>();
        for (Order order : range.page(matching)) {
            closed.put(order.id(), Records.order(order, trades));
        }
        return Json.map("closed", closed,
                "count", parameters.yes("without_count", false) ? null : matching.size());
    }

    private static Predicate<Order> filter(Parameters parameters) throws Refused {
        Optional<String> clientId = parameters.text("cl_ord_id");
        boolean byReference = parameters.text("userref").isPresent();
        long reference = parameters.whole("userref", Integer.MIN_VALUE, Integer.MAX_VALUE, 0);
        return order -> (clientId.isEmpty() || clientId.get().equals(order.ticket().clientId()))
                && (!byReference || order.ticket().userref() == reference);
    }

    Object query(Access access) throws Refused {
        boolean trades = access.parameters().yes("trades", false);
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
