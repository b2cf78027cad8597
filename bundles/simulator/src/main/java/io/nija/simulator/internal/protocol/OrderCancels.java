package io.nija.simulator.internal.protocol;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.nija.exchange.venue.Account;
import io.nija.exchange.venue.Input;
import io.nija.exchange.venue.Order;
import io.nija.exchange.venue.Refused;
import io.nija.exchange.venue.Venue;

/** {@code CancelOrder}, {@code CancelOrderBatch}, {@code CancelAll}, {@code CancelAllOrdersAfter} (reference sheet §8.5). */
final class OrderCancels {

    private static final int MOST_IN_BATCH = 50;
    private static final long LONGEST_TIMEOUT = 86_399;
    private static final Pattern GROUP = Pattern.compile("-?\\d{1,10}");

    private final Venue venue;
    private final OrderQueries queries;

    OrderCancels(Venue venue, OrderQueries queries) {
        this.venue = venue;
        this.queries = queries;
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
    Object batch(Access access) throws Refused {
        List<String> names = access.parameters().list("orders");
        List<String> clientIds = access.parameters().list("cl_ord_ids");
        int asked = names.size() + clientIds.size();
        if (asked == 0 || asked > MOST_IN_BATCH) {
            throw Refused.argument("orders");
        }
        return Json.map("count", cancel(access, names, clientIds));
    }

    private int cancel(Access access, List<String> names, List<String> clientIds) throws Refused {
        Account account = access.account();
        Set<String> found = new LinkedHashSet<>();
        for (String name : names) {
            if (account.openOrder(name).isPresent()) {
                found.add(name);
            } else if (GROUP.matcher(name).matches()) {
                account.openOrders().stream().filter(order -> order.ticket().userref() != 0
                        && Integer.toString(order.ticket().userref()).equals(name)).map(Order::id).forEach(found::add);
            }
        }
        clientIds.forEach(name -> account.openOrderOf(name).map(Order::id).ifPresent(found::add));
        return found.isEmpty() ? 0 : venue.apply(new Input.Cancel(account.id(), List.copyOf(found)));
    }

    Object all(Access access) throws Refused {
        return Json.map("count", venue.apply(new Input.CancelAll(access.account().id())));
    }

    Object allAfter(Access access) throws Refused {
        access.parameters().required("timeout");
        long timeout = access.parameters().whole("timeout", 0, LONGEST_TIMEOUT, 0);
        long trigger = venue.apply(new Input.CancelAllAfter(access.account().id(), timeout));
        return Json.map("currentTime", Formats.iso(access.now()),
                "triggerTime", timeout == 0 ? "0" : Formats.iso(trigger));
    }
}
