package io.nija.exchange.venue;

import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.nija.exchange.market.Asset;
import io.nija.exchange.market.PairRule;
import io.nija.exchange.market.Print;

/**
 * What a new account finds: deposits of every asset, a few orders filled as takers of trades that are really on the
 * public tape, and one that was cancelled. All of it through the same book-keeping as everything later.
 */
final class Opening {

    private static final long DAY = TimeUnit.DAYS.toNanos(1);
    private static final long APART = TimeUnit.MINUTES.toNanos(53);
    private static final int DIFFERENT = 50;
    private static final int LOOKED_AT = 2_000;
    private static final BigDecimal LEAST = new BigDecimal("50");
    private static final BigDecimal MOST = new BigDecimal("2500");

    private final Venue venue;
    private final Settlement settlement;

    Opening(Venue venue, Settlement settlement) {
        this.venue = venue;
        this.settlement = settlement;
    }

    Account fund(Account account, int number) {
        long now = venue.time();
        long at = now - 20 * DAY;
        for (Asset asset : venue.listing().assets()) {
            account.post(at, "deposit", null, asset, asset.funding(), BigDecimal.ZERO);
            at += TimeUnit.MINUTES.toNanos(1);
        }
        traded(account, "XXBTZUSD", now - 12 * DAY, number);
        traded(account, "XETHZUSD", now - 9 * DAY, number);
        traded(account, "XXBTZEUR", now - 6 * DAY, number);
        cancelled(account, now - 4 * DAY);
        traded(account, "SOLUSD", now - 2 * DAY, number);
        return account;
    }

    Account fund(Account account, Map<String, BigDecimal> funds) {
        funds.forEach((name, amount) -> {
            Asset asset = venue.listing().asset(name).orElseThrow(() ->
                    new IllegalArgumentException("There is no asset '" + name + "'."));
            account.post(venue.time(), "deposit", null, asset, amount, BigDecimal.ZERO);
        });
        return account;
    }

    private void traded(Account account, String pair, long about, int number) {
        Book book = venue.book(pair);
        long from = about + number % DIFFERENT * APART;
        // Where nobody trades for an hour the account has no trade either.
        for (Print print : book.tape().between(from, Math.min(from + APART, venue.time()), LOOKED_AT)) {
            BigDecimal cost = book.rule().cost(print.ticks(), print.lots());
            if (cost.compareTo(LEAST) >= 0 && cost.compareTo(MOST) <= 0) {
                filled(account, book.rule(), print);
                return;
            }
        }
    }

    private void filled(Account account, PairRule rule, Print print) {
        Ticket ticket = print.atMarket() ? Ticket.market(rule.id(), print.takerBuys(), print.lots())
                : Ticket.limit(rule.id(), print.takerBuys(), print.lots(), print.ticks());
        Order order = order(account, rule, ticket, print.time() - 700_000);
        settlement.executed(order, print, false);
        account.ended(order, Order.Status.CLOSED, null, print.time());
    }

    private void cancelled(Account account, long at) {
        Book book = venue.book("XXBTZUSD");
        long ticks = book.tape().newest(at, 1).get(0).ticks() / 10 * 9;
        Order order = order(account, book.rule(), Ticket.limit("XXBTZUSD", true, 1_000_000, ticks), at);
        account.ended(order, Order.Status.CANCELED, "User requested", at + TimeUnit.HOURS.toNanos(1));
    }

    private Order order(Account account, PairRule rule, Ticket ticket, long since) {
        BigDecimal volume = account.turnover(since);
        Order order = new Order(new Order.Origin(venue.ids().next('O'), 0, null, since,
                rule.fees().percent(volume, false), rule.fees().percent(volume, true)), account, rule, ticket,
                ticket.lots());
        account.opened(order);
        return order;
    }
}
