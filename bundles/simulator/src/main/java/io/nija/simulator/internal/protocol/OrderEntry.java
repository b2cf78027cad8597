package io.nija.simulator.internal.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.nija.exchange.market.PairRule;
import io.nija.exchange.venue.Account;
import io.nija.exchange.venue.Book;
import io.nija.exchange.venue.Input;
import io.nija.exchange.venue.Placed;
import io.nija.exchange.venue.Refused;
import io.nija.exchange.venue.Terms;
import io.nija.exchange.venue.Ticket;
import io.nija.exchange.venue.Variants;
import io.nija.exchange.venue.Venue;

/** {@code AddOrder} and {@code AddOrderBatch} (reference sheet §8.1, §8.2). */
final class OrderEntry {

    private static final int MOST_IN_BATCH = 15;

    private final Venue venue;

    OrderEntry(Venue venue) {
        this.venue = venue;
    }

    Object add(Access access) throws Refused {
        OrderArguments arguments = arguments(access.parameters(), access.now());
        Book book = book(arguments);
        Ticket ticket;
        try {
            ticket = ticket(book, arguments);
            access.account().checkClientId(ticket.clientId());
        } catch (Refused refused) {
            throw charged(access.account(), book, refused, arguments.validate());
        }
        Map<String, Object> description = description(Wording.of(book.rule(), ticket));
        if (arguments.validate()) {
            checkFunds(access.account(), ticket);
            return Json.map("descr", description);
        }
        Placed placed = venue.apply(new Input.Place(access.account().id(), List.of(ticket))).get(0);
        return Json.map("descr", description, "txid", List.of(placed.order().id()));
    }

    private static Map<String, Object> description(Wording wording) {
        return Json.map("order", wording.order(), "close", wording.close().isEmpty() ? null : wording.close());
    }

    /** Arguments of all are judged first: one that is wrong refuses the whole batch. */
    Object addBatch(Access access) throws Refused {
        Parameters parameters = access.parameters();
        List<Parameters> orders = parameters.objects("orders");
        if (orders.size() < 2 || orders.size() > MOST_IN_BATCH) {
            throw Refused.argument("orders");
        }
        boolean validate = parameters.text("validate").isPresent() && parameters.yes("validate", false);
        List<OrderArguments> all = new ArrayList<>();
        for (Parameters order : orders) {
            all.add(arguments(order.with(shared(parameters)), access.now()));
        }
        Book book = book(all.get(0));
        List<Ticket> tickets = new ArrayList<>();
        try {
            Set<String> clientIds = new HashSet<>();
            for (OrderArguments arguments : all) {
                Ticket ticket = ticket(book, arguments);
                access.account().checkClientId(ticket.clientId());
                if (ticket.clientId() != null && !clientIds.add(ticket.clientId())) {
                    throw Refused.argument("cl_ord_id already in use");
                }
                tickets.add(ticket);
            }
        } catch (Refused refused) {
            throw charged(access.account(), book, refused, validate);
        }
        List<Placed> placed = validate ? null : venue.apply(new Input.Place(access.account().id(), tickets));
        List<Object> answers = new ArrayList<>();
        for (int place = 0; place < tickets.size(); place++) {
            answers.add(answer(Wording.of(book.rule(), tickets.get(place)), placed == null ? null : placed.get(place)));
        }
        return Json.map("orders", answers);
    }

    private static Map<String, String> shared(Parameters parameters) throws Refused {
        Map<String, String> shared = new LinkedHashMap<>();
        shared.put("pair", parameters.required("pair"));
        parameters.text("deadline").ifPresent(deadline -> shared.put("deadline", deadline));
        return shared;
    }

    private static Object answer(Wording wording, Placed placed) {
        if (placed != null && placed.error() != null) {
            return Json.map("error", placed.error());
        }
        return Json.map("txid", placed == null ? null : placed.order().id(),
                "descr", Json.map("order", wording.order()),
                "close", wording.close().isEmpty() ? null : wording.close());
    }

    OrderArguments arguments(Parameters parameters, long now) throws Refused {
        return OrderArguments.check(parameters, now, venue.variants().yes(Variants.Name.VALIDATE_ANY));
    }

    private Book book(OrderArguments arguments) throws Refused {
        Optional<PairRule> rule = venue.listing().pair(arguments.pair());
        if (rule.isEmpty()) {
            throw new Refused("EQuery:Unknown asset pair");
        }
        return venue.book(rule.get());
    }

    /** An order by the rules of its market. */
    Ticket ticket(Book book, OrderArguments arguments) throws Refused {
        Terms.checkMode(venue.modes().of(book.rule()), arguments.type(), arguments.flags().contains("post"));
        return new OrderRules(book, venue.variants()).check(arguments);
    }

    void checkFunds(Account account, Ticket ticket) throws Refused {
        if (venue.variants().yes(Variants.Name.VALIDATE_FUNDS)) {
            venue.trading().checkFunds(account, ticket);
        }
    }

    /** What fails once the pair is known costs its point all the same (§4.2). */
    Refused charged(Account account, Book book, Refused refused, boolean free) throws Refused {
        if (!free) {
            venue.apply(new Input.Failed(account.id(), book.rule().id(), 1_000));
        }
        return refused;
    }
}
