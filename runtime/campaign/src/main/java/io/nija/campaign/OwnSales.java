package io.nija.campaign;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.nija.campaign.VenueBooks.Order;
import io.nija.campaign.VenueBooks.Trade;

/**
 * Sales that no person asked for by their size and that NIJA may send all the same: its own exit where the market has passed
 * the stop that a person wanted, and the sales of a {@code flatten}. Pure; uses what the exchange and people say, nothing that
 * NIJA says.
 *
 * <p>Each must not rest, and must ask for at most what had been bought and not sold there when the exchange took it. It is an
 * exit only if each of its trades is at most a thousandth above the highest stop that was wanted for what had been bought there
 * by then: the market may turn between the look and the trade, and a stop of the campaigns is two thousandths below the entry.
 * One that sold nothing must have had its limit at or below that stop. That the same coins are not sold twice is what
 * {@link #oversold} finds.
 */
final class OwnSales {

    /** How far above a passed stop its sale may trade. */
    private static final BigDecimal SLACK = new BigDecimal("1.001");
    /** An order of a process that is dead may still be on its way for so many seconds. */
    private static final BigDecimal ON_ITS_WAY = BigDecimal.TEN;
    /** The exchange tells trades more exactly than orders. */
    private static final BigDecimal ROUNDED = new BigDecimal("0.0001");

    private final Books books;
    private final Map<BigDecimal, Ticket> tickets;
    private final Collection<Flatten> flattens;
    private final Map<String, List<Trade>> byOrder;

    /** @param flattens what people asked for */
    OwnSales(Collection<Ticket> tickets, Collection<Flatten> flattens, Books books) {
        this.books = books;
        this.flattens = flattens;
        this.tickets = tickets.stream().collect(Collectors.toMap(ticket -> ticket.quantity, ticket -> ticket));
        byOrder = books.trades().stream().collect(Collectors.groupingBy(Trade::order));
    }

    /** Those of the books. */
    Set<Order> all() {
        Set<Order> own = new HashSet<>();
        for (Order order : books.orders()) {
            if (!order.stop() && order.side().equals("sell") && !order.open() && !asked(order) && fits(order)
                    && (flattened(order) || passed(order))) {
                own.add(order);
            }
        }
        return own;
    }

    /** Whether a person wanted a sale of just this size, there. */
    private boolean asked(Order order) {
        Ticket ticket = tickets.get(order.volume());
        return ticket != null && ticket.side.equals("sell");
    }

    /** Whether there was as much to sell when the exchange took it. */
    private boolean fits(Order order) {
        BigDecimal held = BigDecimal.ZERO;
        for (Trade trade : books.trades()) {
            if (same(trade, order) && trade.time().compareTo(order.opened().add(ROUNDED)) < 0 && !trade.order().equals(order.id())) {
                held = held.add(trade.side().equals("buy") ? trade.volume() : trade.volume().negate());
            }
        }
        return order.volume().compareTo(held) <= 0;
    }

    private static boolean same(Trade trade, Order order) {
        return trade.account().equals(order.account()) && Market.of(trade.pair()).equals(Market.of(order.pair()));
    }

    private boolean flattened(Order order) {
        return flattens.stream().anyMatch(flatten -> flatten.account().equals(order.account()) && flatten.from().compareTo(order.opened()) <= 0
                && (flatten.to() == null || flatten.to().add(ON_ITS_WAY).compareTo(order.opened()) >= 0));
    }

    private boolean passed(Order order) {
        Optional<BigDecimal> stop = stop(order);
        List<Trade> sold = byOrder.getOrDefault(order.id(), List.of());
        if (stop.isEmpty()) {
            return false;
        }
        BigDecimal most = stop.get().multiply(SLACK);
        return sold.isEmpty() ? order.price().signum() > 0 && order.price().compareTo(stop.get()) <= 0
                : sold.stream().allMatch(trade -> trade.price().compareTo(most) <= 0);
    }

    /** The highest that people wanted for what had been bought there by then. */
    private Optional<BigDecimal> stop(Order sale) {
        List<BigDecimal> stops = new ArrayList<>();
        for (Order order : books.orders()) {
            Ticket ticket = tickets.get(order.volume());
            if (ticket != null && ticket.stop() != null && order.side().equals("buy") && order.account().equals(sale.account())
                    && Market.of(order.pair()).equals(Market.of(sale.pair())) && byOrder.getOrDefault(order.id(), List.of()).stream()
                    .anyMatch(trade -> trade.time().compareTo(sale.opened().add(ROUNDED)) < 0)) {
                stops.add(ticket.stop());
            }
        }
        return stops.stream().max(Comparator.naturalOrder());
    }

    /**
     * Accounts and markets of which at some moment more had been sold than bought, in the order of the exchange's trades; one
     * sentence each, of the moment at which it was worst.
     */
    static List<String> oversold(Collection<Trade> trades) {
        Map<String, BigDecimal> held = new TreeMap<>();
        Map<String, BigDecimal> worst = new TreeMap<>();
        // Of one moment what was bought comes first: the exchange has no finer order.
        trades.stream().sorted(Comparator.comparing(Trade::time).thenComparing(Trade::side)).forEach(trade -> {
            String what = trade.account() + " " + Market.of(trade.pair()).symbol();
            BigDecimal now = held.merge(what, trade.side().equals("buy") ? trade.volume() : trade.volume().negate(), BigDecimal::add);
            worst.merge(what, now, BigDecimal::min);
        });
        return worst.entrySet().stream().filter(one -> one.getValue().signum() < 0).map(one -> "OVERSOLD: " + one.getValue().negate() + " of "
                + one.getKey() + " more were sold than bought" + (held.get(one.getKey()).signum() < 0 ? "" : " at one time")).toList();
    }
}
