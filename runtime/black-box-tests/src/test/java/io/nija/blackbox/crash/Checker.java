package io.nija.blackbox.crash;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.nija.blackbox.crash.VenueBooks.Order;
import io.nija.blackbox.crash.VenueBooks.Trade;

import tools.jackson.databind.JsonNode;

/**
 * Compares the exchange's books with what people were told: by exit codes, by {@code orders --all}, {@code fills} and
 * {@code positions}. Pure. Each finding is one sentence; none means that nothing was lost, doubled or misplaced.
 */
final class Checker {

    /** What each client order id of a NIJA begins with. */
    private static final String OURS = "6e696a61-";
    private static final Set<String> UNFINISHED = Set.of("CREATED", "SUBMITTED", "IN_DOUBT", "PENDING_CANCEL", "PENDING_AMEND");

    private final Collection<Ticket> tickets;
    private final Map<String, Ticket.Market> markets;
    private final List<Order> orders;
    private final List<Trade> trades;
    private final List<String> findings = new ArrayList<>();

    /**
     * @param markets by the exchange's short name
     * @param orders of all accounts
     * @param trades of all accounts
     */
    Checker(Collection<Ticket> tickets, Map<String, Ticket.Market> markets, List<Order> orders, List<Trade> trades) {
        this.tickets = tickets;
        this.markets = markets;
        this.orders = orders.stream().filter(order -> order.clientOrderId().startsWith(OURS)).toList();
        Set<String> ours = this.orders.stream().map(Order::id).collect(Collectors.toSet());
        this.trades = trades.stream().filter(trade -> ours.contains(trade.order())).toList();
    }

    int ordersAtTheVenue() {
        return orders.size();
    }

    int tradesAtTheVenue() {
        return trades.size();
    }

    /** @param nija the documents of {@code orders --all}, {@code fills --all} and {@code positions} */
    List<String> findings(JsonNode nijaOrders, JsonNode nijaFills, JsonNode nijaPositions) {
        findings.clear();
        told();
        known(nijaOrders);
        booked(nijaFills);
        positions(nijaPositions);
        return List.copyOf(findings);
    }

    private void told() {
        Map<BigDecimal, List<Order>> byVolume = orders.stream().collect(Collectors.groupingBy(Order::volume));
        Map<BigDecimal, Ticket> byQuantity = tickets.stream().collect(Collectors.toMap(ticket -> ticket.quantity, ticket -> ticket));
        for (Ticket ticket : tickets) {
            List<Order> at = byVolume.getOrDefault(ticket.quantity, List.of());
            if (at.isEmpty() && ticket.confirmed()) {
                findings.add("LOST: the exchange never had " + ticket);
            }
            if (at.size() > 1) {
                findings.add("DOUBLED: " + at.size() + " orders at the exchange are " + ticket + ": " + at);
            }
            if (!at.isEmpty() && ticket.refused()) {
                findings.add("LIED: it was refused, and is at the exchange: " + ticket + ": " + at);
            }
            for (Order order : at) {
                if (!order.account().equals(ticket.account) || !order.pair().equals(ticket.market.altname()) || !order.side().equals(ticket.side)) {
                    findings.add("MISPLACED: " + ticket + " is " + order);
                }
                if (ticket.isCancelled() && order.open()) {
                    findings.add("LIED: its cancel was confirmed, and it rests: " + ticket + ": " + order);
                }
            }
        }
        orders.stream().filter(order -> !byQuantity.containsKey(order.volume()))
                .forEach(order -> findings.add("INVENTED: nobody asked for " + order));
    }

    private void known(JsonNode nijaOrders) {
        Map<String, Order> venue = orders.stream().collect(Collectors.toMap(Order::id, order -> order));
        Map<String, JsonNode> nija = new TreeMap<>();
        for (JsonNode order : nijaOrders.path("orders")) {
            if (order.path("id").asString("").isEmpty()) {
                continue;
            }
            if (UNFINISHED.contains(order.path("state").asString())) {
                findings.add("UNRESOLVED: " + order);
            }
            String id = order.path("venueOrderId").asString("");
            if (!id.isEmpty()) {
                if (nija.put(id, order) != null) {
                    findings.add("TWICE: NIJA has two orders that are " + id);
                }
                if (!venue.containsKey(id)) {
                    findings.add("PHANTOM: the exchange does not have " + order);
                }
            }
        }
        for (Order order : orders) {
            JsonNode known = nija.get(order.id());
            if (known == null) {
                findings.add("LOST: NIJA does not know its own " + order);
                continue;
            }
            if (!known.path("clientOrderId").asString().equals(order.clientOrderId()) || !known.path("account").asString().equals(order.account())) {
                findings.add("MISTAKEN: NIJA has " + known + " for " + order);
            }
            boolean open = Set.of("ACCEPTED", "PARTIALLY_FILLED", "TRIGGERED").contains(known.path("state").asString());
            if (open != order.open() || new BigDecimal(known.path("filled").asString()).compareTo(order.filled()) != 0) {
                findings.add("DISAGREE: NIJA has " + known + " for " + order);
            }
        }
    }

    private void booked(JsonNode nijaFills) {
        Map<String, Trade> venue = trades.stream().collect(Collectors.toMap(Trade::id, trade -> trade));
        Map<String, JsonNode> nija = new TreeMap<>();
        for (JsonNode fill : nijaFills.path("fills")) {
            String id = fill.path("venueTradeId").asString();
            if (nija.put(id, fill) != null) {
                findings.add("BOOKED TWICE: " + fill);
            }
            if (!fill.path("orderId").isNull() && !venue.containsKey(id)) {
                findings.add("INVENTED: the exchange has no such trade of ours: " + fill);
            }
        }
        for (Trade trade : trades) {
            JsonNode fill = nija.get(trade.id());
            if (fill == null || fill.path("orderId").isNull()) {
                findings.add("LOST: not among the fills: " + trade);
            } else if (!fill.path("account").asString().equals(trade.account()) || !fill.path("side").asString().equals(trade.side())
                    || new BigDecimal(fill.path("quantity").asString()).compareTo(trade.volume()) != 0
                    || new BigDecimal(fill.path("price").asString()).compareTo(trade.price()) != 0) {
                findings.add("MISTAKEN: NIJA booked " + fill + " for " + trade);
            }
        }
    }

    private void positions(JsonNode nijaPositions) {
        Map<String, BigDecimal> venue = new TreeMap<>();
        for (Trade trade : trades) {
            Ticket.Market market = markets.values().stream().filter(one -> one.pair().equals(trade.pair())
                    || one.altname().equals(trade.pair())).findFirst().orElseThrow();
            venue.merge(trade.account() + " " + market.symbol(), trade.side().equals("buy") ? trade.volume() : trade.volume().negate(), BigDecimal::add);
        }
        Map<String, BigDecimal> nija = new TreeMap<>();
        for (JsonNode position : nijaPositions.path("positions")) {
            nija.merge(position.path("account").asString() + " " + position.path("symbol").asString(),
                    new BigDecimal(position.path("quantity").asString()), BigDecimal::add);
        }
        Set<String> all = new java.util.TreeSet<>(venue.keySet());
        all.addAll(nija.keySet());
        for (String one : all) {
            BigDecimal traded = venue.getOrDefault(one, BigDecimal.ZERO);
            BigDecimal held = nija.getOrDefault(one, BigDecimal.ZERO);
            if (traded.compareTo(held) != 0) {
                findings.add("POSITION: NIJA has " + held + " of " + one + ", and the exchange's trades of its orders sum to " + traded);
            }
        }
    }
}
