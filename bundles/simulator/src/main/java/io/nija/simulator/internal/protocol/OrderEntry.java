package io.nija.simulator.internal.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.simulator.internal.market.PairRule;
import io.nija.simulator.internal.venue.Account;
import io.nija.simulator.internal.venue.Mode;
import io.nija.simulator.internal.venue.Order;
import io.nija.simulator.internal.venue.Refused;
import io.nija.simulator.internal.venue.Ticket;
import io.nija.simulator.internal.venue.Variants;
import io.nija.simulator.internal.venue.Venue;

/** {@code AddOrder} and the cancelling endpoints (reference sheet §8.1, §8.5). */
final class OrderEntry {

    private static final int MOST_IN_BATCH = 50;
    private static final long LONGEST_TIMEOUT = 86_399;

    private final Venue venue;
    private final OrderQueries queries;

    OrderEntry(Venue venue, OrderQueries queries) {
        this.venue = venue;
        this.queries = queries;
    }

    Object add(Access access) throws Refused {
        Parameters parameters = access.parameters();
        OrderArguments arguments = OrderArguments.check(parameters, access.now(),
                venue.variants().yes(Variants.Name.VALIDATE_ANY));
        Optional<PairRule> rule = venue.listing().pair(arguments.pair());
        if (rule.isEmpty()) {
            throw new Refused("EQuery:Unknown asset pair");
        }
        checkMode(venue.mode(rule.get()), arguments);
        Ticket ticket = new OrderRules(rule.get(), venue.market(rule.get()),
                venue.variants()).check(arguments, access.now());
        Account account = access.account();
        if (ticket.clientId() != null && account.openOrders().stream()
                .anyMatch(order -> ticket.clientId().equals(order.ticket().clientId()))) {
            throw Refused.argument("cl_ord_id already in use");
        }
        Map<String, Object> description = Json.map("order", ticket.description(),
                "close", ticket.close().isEmpty() ? null : ticket.close());
        if (arguments.validate()) {
            if (venue.variants().yes(Variants.Name.VALIDATE_FUNDS) && arguments.executable()) {
                venue.trading().checkFunds(account, ticket);
            }
            return Json.map("descr", description);
        }
        if (!arguments.executable()) {
            throw new Refused("EAPI:Feature disabled");
        }
        Order order = venue.trading().place(account, ticket);
        return Json.map("descr", description, "txid", List.of(order.id()));
    }

    private static void checkMode(Mode mode, OrderArguments arguments) throws Refused {
        switch (mode) {
            case ONLINE -> { }
            case CANCEL_ONLY -> throw new Refused("EService:Market in cancel_only mode");
            case POST_ONLY -> {
                if (!arguments.flags().contains("post")) {
                    throw new Refused("EService:Market in post_only mode");
                }
            }
            case LIMIT_ONLY -> {
                if (!arguments.type().equals("limit")) {
                    throw new Refused("EService:Market in limit_only mode");
                }
            }
            case REDUCE_ONLY -> throw new Refused("EOrder:Reduce only:No position exists");
            case MAINTENANCE -> throw new Refused("EService:Unavailable");
        }
    }

    Object cancel(Access access) throws Refused {
        Parameters parameters = access.parameters();
        List<String> names = new ArrayList<>(parameters.list("txid"));
        Optional<String> clientId = parameters.text("cl_ord_id");
        Optional<String> reference = parameters.text("userref");
        if (names.isEmpty() && clientId.isEmpty() && reference.isEmpty()) {
            throw Refused.argument("txid");
        }
        reference.ifPresent(names::add);
        int count = cancel(access, names, clientId.map(List::of).orElse(List.of()));
        if (count == 0) {
            throw queries.gone();
        }
        return Json.map("count", count);
    }

    /** Ids, group numbers and client ids together; answers how many were really cancelled. */
    Object cancelBatch(Access access) throws Refused {
        List<String> names = access.parameters().list("orders");
        List<String> clientIds = access.parameters().list("cl_ord_ids");
        int asked = names.size() + clientIds.size();
        if (asked == 0 || asked > MOST_IN_BATCH) {
            throw Refused.argument("orders");
        }
        return Json.map("count", cancel(access, names, clientIds));
    }

    private int cancel(Access access, List<String> names, List<String> clientIds) {
        List<Order> found = access.account().openOrders().stream().filter(order -> names.contains(order.id())
                || order.ticket().userref() != 0 && names.contains(Integer.toString(order.ticket().userref()))
                || order.ticket().clientId() != null && clientIds.contains(order.ticket().clientId())).toList();
        found.forEach(order -> venue.trading().cancel(access.account(), order, "User requested"));
        return found.size();
    }

    Object cancelAll(Access access) {
        return Json.map("count", venue.trading().cancelAll(access.account(), "User requested"));
    }

    Object cancelAllAfter(Access access) throws Refused {
        access.parameters().required("timeout");
        long timeout = access.parameters().whole("timeout", 0, LONGEST_TIMEOUT, 0);
        long trigger = timeout == 0 ? 0 : venue.now() + timeout * 1_000_000_000L;
        venue.cancelAllAt(access.account(), trigger);
        return Json.map("currentTime", Formats.iso(access.now()),
                "triggerTime", timeout == 0 ? "0" : Formats.iso(trigger));
    }
}
