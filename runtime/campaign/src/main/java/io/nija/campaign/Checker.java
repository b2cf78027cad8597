package io.nija.campaign;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.nija.campaign.VenueBooks.Order;
import io.nija.campaign.VenueBooks.Trade;


/**
 * Compares the exchange's books with what people were told: by exit codes, by {@code orders --all}, {@code fills},
 * {@code positions} and {@code balances}. Pure. Each finding is one sentence that begins with one word in capitals; none
 * means that nothing was lost, doubled or misplaced.
 */
public final class Checker {

    private static final Set<String> UNFINISHED = Set.of("CREATED", "SUBMITTED", "IN_DOUBT", "PENDING_CANCEL", "PENDING_AMEND");

    private final Collection<Ticket> tickets;
    private final List<Order> orders;
    private final List<Trade> trades;
    private final Books books;
    private final Set<Order> own;
    private final List<String> findings = new ArrayList<>();

    /**
     * @param tickets all that people asked for
     * @param flattens what they asked to be sold, whatever it was
     */
    public Checker(Collection<Ticket> tickets, Collection<Flatten> flattens, Books books) {
        this.tickets = tickets;
        this.books = books;
        orders = books.orders();
        trades = books.trades();
        own = new OwnSales(tickets, flattens, books).all();
    }

    /**
     * What is wrong; empty when nothing is.
     *
     * @param nijaOrders the document of {@code orders --all}
     * @param nijaFills of {@code fills --all}
     * @param nijaPositions of {@code positions}
     * @param nijaBalances of {@code balances}
     */
    public List<String> findings(Document nijaOrders, Document nijaFills, Document nijaPositions, Document nijaBalances) {
        findings.clear();
        told();
        known(nijaOrders);
        booked(nijaFills);
        positions(nijaPositions);
        balances(nijaBalances);
        findings.addAll(books.unprotected());
        findings.addAll(books.oversold());
        return List.copyOf(findings);
    }

    /** Sales that nobody asked for by their size and that NIJA may send all the same; see {@link OwnSales}. */
    Set<Order> own() {
        return own;
    }

    private void told() {
        // A stop is nobody's order but NIJA's, as is the sale where it was passed; its size may be the same as that of what it protects.
        Map<BigDecimal, List<Order>> byVolume = orders.stream().filter(order -> !order.stop() && !own.contains(order)).collect(Collectors.groupingBy(Order::volume));
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
            if (!at.isEmpty() && ticket.forbidden()) {
                findings.add("UNHALTED: it was asked for only while an acknowledged switch kept it off, and is at the exchange: " + ticket + ": " + at);
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
        orders.stream().filter(order -> !order.stop() && !own.contains(order) && !byQuantity.containsKey(order.volume()))
                .forEach(order -> findings.add("INVENTED: nobody asked for " + order));
    }

    private void known(Document nijaOrders) {
        Map<String, Order> venue = orders.stream().collect(Collectors.toMap(Order::id, order -> order));
        Map<String, Document> nija = new TreeMap<>();
        for (Document order : nijaOrders.path("orders")) {
            if (order.path("id").text().isEmpty()) {
                continue;
            }
            if (UNFINISHED.contains(order.path("state").text())) {
                findings.add("UNRESOLVED: " + order);
            }
            String id = order.path("venueOrderId").text();
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
            Document known = nija.get(order.id());
            if (known == null) {
                findings.add("LOST: NIJA does not know its own " + order);
                continue;
            }
            if (!known.path("clientOrderId").text().equals(order.clientOrderId()) || !known.path("account").text().equals(order.account())) {
                findings.add("MISTAKEN: NIJA has " + known + " for " + order);
            }
            boolean open = Set.of("ACCEPTED", "PARTIALLY_FILLED", "TRIGGERED").contains(known.path("state").text());
            if (open != order.open() || new BigDecimal(known.path("filled").text()).compareTo(order.filled()) != 0) {
                findings.add("DISAGREE: NIJA has " + known + " for " + order);
            }
        }
    }

    private void booked(Document nijaFills) {
        Map<String, Trade> venue = trades.stream().collect(Collectors.toMap(Trade::id, trade -> trade));
        Map<String, Document> nija = new TreeMap<>();
        for (Document fill : nijaFills.path("fills")) {
            String id = fill.path("venueTradeId").text();
            if (nija.put(id, fill) != null) {
                findings.add("BOOKED TWICE: " + fill);
            }
            if (!fill.path("orderId").isNull() && !venue.containsKey(id)) {
                findings.add("INVENTED: the exchange has no such trade of ours: " + fill);
            }
        }
        for (Trade trade : trades) {
            Document fill = nija.get(trade.id());
            if (fill == null || fill.path("orderId").isNull()) {
                findings.add("LOST: not among the fills: " + trade);
            } else if (!fill.path("account").text().equals(trade.account()) || !fill.path("side").text().equals(trade.side())
                    || new BigDecimal(fill.path("quantity").text()).compareTo(trade.volume()) != 0
                    || new BigDecimal(fill.path("price").text()).compareTo(trade.price()) != 0) {
                findings.add("MISTAKEN: NIJA booked " + fill + " for " + trade);
            }
        }
    }

    private void positions(Document nijaPositions) {
        Map<String, BigDecimal> venue = books.positions();
        Map<String, BigDecimal> nija = new TreeMap<>();
        for (Document position : nijaPositions.path("positions")) {
            nija.merge(position.path("account").text() + " " + position.path("symbol").text(),
                    new BigDecimal(position.path("quantity").text()), BigDecimal::add);
        }
        Set<String> all = new TreeSet<>(venue.keySet());
        all.addAll(nija.keySet());
        for (String one : all) {
            BigDecimal traded = venue.getOrDefault(one, BigDecimal.ZERO);
            BigDecimal held = nija.getOrDefault(one, BigDecimal.ZERO);
            if (traded.compareTo(held) != 0) {
                findings.add("POSITION: NIJA has " + held + " of " + one + ", and the exchange's trades of its orders sum to " + traded);
            }
        }
    }

    private void balances(Document nijaBalances) {
        Map<String, String> nija = new TreeMap<>();
        for (Document balance : nijaBalances.path("balances")) {
            nija.put(balance.path("account").text() + " " + balance.path("asset").text(), balance.path("total").text());
        }
        books.balances().forEach((account, assets) -> {
            compare(account, "USD", assets.get("ZUSD"), nija);
            Market.ALL.forEach(market -> compare(account, market.base(), assets.get(market.asset()), nija));
        });
    }

    private void compare(String account, String asset, BigDecimal venue, Map<String, String> nija) {
        String said = nija.getOrDefault(account + " " + asset, "");
        if (venue == null || said.isEmpty() || new BigDecimal(said).compareTo(venue) != 0) {
            findings.add("BALANCE: NIJA says '" + said + "' " + asset + " of " + account + ", and the exchange " + venue);
        }
    }
}
