package io.nija.simulator.internal.protocol;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.exchange.market.PairRule;
import io.nija.exchange.venue.Account;
import io.nija.exchange.venue.Book;
import io.nija.exchange.venue.Change;
import io.nija.exchange.venue.Input;
import io.nija.exchange.venue.Mode;
import io.nija.exchange.venue.Order;
import io.nija.exchange.venue.Refused;
import io.nija.exchange.venue.Ticket;
import io.nija.exchange.venue.Variants;
import io.nija.exchange.venue.Venue;

/** {@code AmendOrder} and {@code EditOrder} (reference sheet §8.3, §8.4). */
final class OrderChanges {

    private static final List<String> EDITABLE =
            List.of("displayvol", "price", "price2", "oflags", "userref", "deadline", "validate");

    private final Venue venue;
    private final OrderEntry entry;

    OrderChanges(Venue venue, OrderEntry entry) {
        this.venue = venue;
        this.entry = entry;
    }

    Object amend(Access access) throws Refused {
        Parameters parameters = access.parameters();
        Order order = found(access.account(), parameters.text("txid"), parameters.text("cl_ord_id"));
        OrderArguments.checkDeadline(parameters, access.now());
        checkMode(order.rule());
        return Json.map("amend_id",
                venue.apply(new Input.Amend(access.account().id(), order.id(), change(order, parameters))));
    }

    private void checkMode(PairRule rule) throws Refused {
        Mode mode = venue.modes().of(rule);
        if (mode == Mode.CANCEL_ONLY) {
            throw new Refused("EService:Market in cancel_only mode");
        } else if (mode == Mode.MAINTENANCE) {
            throw new Refused("EService:Unavailable");
        }
    }

    private Order found(Account account, Optional<String> id, Optional<String> clientId) throws Refused {
        if (id.isEmpty() == clientId.isEmpty()) {
            throw Refused.argument("txid");
        }
        return (id.isPresent() ? account.openOrder(id.get()) : account.openOrderOf(clientId.get()))
                .orElseThrow(this::gone);
    }

    private Refused gone() {
        return new Refused(venue.variants().text(Variants.Name.GONE_ORDER));
    }

    private Change change(Order order, Parameters parameters) throws Refused {
        Ticket ticket = order.ticket();
        Book book = venue.book(order.rule());
        OrderRules rules = new OrderRules(book, venue.variants());
        long lots = lots(parameters, "order_qty", rules);
        long display = lots(parameters, "display_qty", rules);
        if (lots == Change.KEEP && display == Change.KEEP && parameters.text("limit_price").isEmpty()
                && parameters.text("trigger_price").isEmpty()) {
            throw Refused.argument("no amendable parameters");
        }
        if (parameters.text("limit_price").isPresent() && !ticket.limited()
                || parameters.text("trigger_price").isPresent() && !order.waits()
                || display != Change.KEEP && order.display() == 0) {
            throw new Refused("EOrder:Order not editable");
        }
        long limit = limit(order, book, parameters);
        long trigger = trigger(order, book, rules, parameters);
        long whole = lots == Change.KEEP ? order.lots() : lots;
        if (whole > order.filled()) {
            long priced = limit != Change.KEEP && !ticket.trails() ? limit
                    : ticket.limited() && !ticket.trails() ? order.limit() : Math.max(1, book.last());
            rules.checkSize(PairRule.volume(whole), order.rule().price(priced));
        }
        if (display != Change.KEEP && (display > whole || display * 15 < whole)) {
            throw Refused.argument("display_qty");
        }
        return new Change(lots, display, limit, trigger, parameters.yes("post_only", false));
    }

    private static long lots(Parameters parameters, String name, OrderRules rules) throws Refused {
        Optional<BigDecimal> given = parameters.decimal(name);
        if (given.isEmpty()) {
            return Change.KEEP;
        }
        if (given.get().signum() <= 0) {
            throw Refused.argument(name);
        }
        return OrderRules.lots(rules.volume(given.get()));
    }

    private long limit(Order order, Book book, Parameters parameters) throws Refused {
        Optional<String> given = price(parameters, "limit_price");
        if (given.isEmpty()) {
            return Change.KEEP;
        }
        Ticket ticket = order.ticket();
        Prices prices = new Prices(order.rule(), venue.variants());
        long from = ticket.waits() ? book.reference(ticket.reference()) : book.last();
        return ticket.trails() && order.waits() ? prices.offset(given.get(), from, !ticket.buys())
                : prices.absolute(given.get(), from, ticket.buys());
    }

    private long trigger(Order order, Book book, OrderRules rules, Parameters parameters) throws Refused {
        Optional<String> given = price(parameters, "trigger_price");
        if (given.isEmpty()) {
            return Change.KEEP;
        }
        Ticket ticket = order.ticket();
        if (!ticket.trails()) {
            return rules.trigger(ticket.type(), ticket.buys(), given.get(), ticket.reference());
        }
        Prices prices = new Prices(order.rule(), venue.variants());
        if (ticket.perMillion() != given.get().endsWith("%") || !given.get().startsWith("+")) {
            throw Refused.argument("trigger_price");
        }
        return ticket.perMillion() ? prices.perMillion(given.get())
                : prices.ticks(new BigDecimal(given.get().substring(1)));
    }

    private static Optional<String> price(Parameters parameters, String name) throws Refused {
        Optional<String> given = parameters.text(name);
        if (given.isPresent() && !OrderArguments.isPrice(given.get())) {
            throw Refused.argument(name);
        }
        return given;
    }

    Object edit(Access access) throws Refused {
        Parameters parameters = access.parameters();
        Order order = edited(access.account(), parameters.required("txid"));
        PairRule pair = venue.listing().pair(parameters.required("pair"))
                .orElseThrow(() -> new Refused("EQuery:Unknown asset pair"));
        if (!pair.equals(order.rule())) {
            throw Refused.argument("pair");
        }
        Ticket old = order.ticket();
        if (order.fired() != 0 || old.close() != null || old.clientId() != null || old.atMarket()) {
            throw new Refused("EOrder:Order not editable");
        }
        Book book = venue.book(pair);
        BigDecimal volume = parameters.decimal("volume").orElse(PairRule.volume(order.lots()));
        BigDecimal left = volume.subtract(PairRule.volume(order.filled()));
        if (left.signum() <= 0) {
            throw new Refused("EOrder:Not enough leaves qty");
        }
        OrderArguments arguments = entry.arguments(
                Parameters.of(likeBefore(order, left)).with(given(parameters)), access.now());
        Ticket ticket;
        try {
            ticket = entry.ticket(book, arguments);
        } catch (Refused refused) {
            throw entry.charged(access.account(), book, refused, arguments.validate());
        }
        Wording wording = Wording.of(pair, ticket);
        Order fresh = arguments.validate() ? null
                : venue.apply(new Input.Edit(access.account().id(), order.id(), ticket));
        return Json.map("status", "ok", "txid", fresh == null ? null : fresh.id(), "originaltxid", order.id(),
                "volume", Formats.volume(ticket.lots()), "price", wording.price(), "price2", wording.price2(),
                "orders_cancelled", fresh == null ? 0 : 1,
                "newuserref", Integer.toString(ticket.userref()), "olduserref", Integer.toString(old.userref()),
                "error_message", "", "descr", Json.map("order", wording.order()));
    }

    /** By its id, or by a group number that is one order's alone. */
    private Order edited(Account account, String name) throws Refused {
        List<Order> found = account.openOrders().stream().filter(order -> order.id().equals(name)
                || order.ticket().userref() != 0 && Integer.toString(order.ticket().userref()).equals(name)).toList();
        if (found.size() != 1) {
            throw gone();
        }
        return found.get(0);
    }

    private static Map<String, String> given(Parameters parameters) {
        Map<String, String> given = new LinkedHashMap<>();
        EDITABLE.forEach(name -> parameters.text(name).ifPresent(value -> given.put(name, value)));
        return given;
    }

    /** The arguments that would place the rest of the order again. */
    private static Map<String, String> likeBefore(Order order, BigDecimal left) {
        Ticket ticket = order.ticket();
        Wording wording = Wording.of(order);
        Map<String, String> like = new LinkedHashMap<>();
        like.put("pair", order.rule().id());
        like.put("type", Records.side(ticket.buys()));
        like.put("ordertype", ticket.type());
        like.put("volume", left.toPlainString());
        like.put("price", wording.price());
        like.put("price2", wording.price2());
        like.put("trigger", ticket.reference().name());
        like.put("oflags", String.join(",", ticket.flags()));
        like.put("timeinforce", ticket.force().name());
        like.put("expiretm", Long.toString(Formats.seconds(ticket.expires())));
        like.put("stptype", ticket.selfTrade().name().replace('_', '-'));
        if (order.display() != 0) {
            like.put("displayvol", Formats.volume(Math.min(order.display(), order.open())));
        }
        return like;
    }
}
