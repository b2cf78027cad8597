package io.nija.simulator.internal.venue;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.nija.simulator.internal.market.Asset;
import io.nija.simulator.internal.market.MarketModel;
import io.nija.simulator.internal.market.PairMarket;
import io.nija.simulator.internal.market.PairRule;
import io.nija.simulator.internal.market.Print;

/**
 * What a new account finds: deposits of every asset, a few orders filled as takers of trades that are really on the
 * public tape, and one that was cancelled. All of it through the same book-keeping as everything later.
 */
final class Opening {

    private static final long DAY = TimeUnit.DAYS.toNanos(1);
    private static final BigDecimal LEAST = new BigDecimal("50");
    private static final BigDecimal MOST = new BigDecimal("2500");
    private static final int ACCOUNTS_APART = 211;

    private final Venue venue;
    private final Bookkeeping bookkeeping;

    Opening(Venue venue, Bookkeeping bookkeeping) {
        this.venue = venue;
        this.bookkeeping = bookkeeping;
    }

    void fund(Account account, int number) {
        long now = venue.now();
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
    }

    private void traded(Account account, String pair, long about, int number) {
        PairMarket market = venue.market(venue.listing().pair(pair).orElseThrow());
        long slot = MarketModel.slotAt(about) + (long) number * ACCOUNTS_APART;
        long end = slot + ACCOUNTS_APART;
        long newest = MarketModel.slotAt(venue.now()) - 2;
        for (; slot < end && slot < newest; slot++) {
            Print print = market.tape().modelPrint(slot);
            BigDecimal cost = market.rule().cost(print.ticks(), print.lots());
            if (cost.compareTo(LEAST) >= 0 && cost.compareTo(MOST) <= 0) {
                filled(account, market.rule(), print);
                return;
            }
        }
    }

    private void filled(Account account, PairRule rule, Print print) {
        String price = rule.price(print.ticks()).toPlainString();
        Ticket ticket = ticket(rule, print.takerBuys(), print.atMarket() ? "market" : "limit", print.ticks(),
                print.lots(), price);
        Order order = new Order(venue.ids().next('O'), account.id(), ticket, print.time() - 700_000,
                venue.feePercent(account, rule, false), venue.feePercent(account, rule, true));
        account.opened(order);
        bookkeeping.executed(account, order, print, false);
        account.ended(order, Order.Status.CLOSED, null, print.time());
    }

    private void cancelled(Account account, long at) {
        PairRule rule = venue.listing().pair("XXBTZUSD").orElseThrow();
        long ticks = venue.market(rule).model().bid(MarketModel.slotAt(at)) / 10 * 9;
        Ticket ticket = ticket(rule, true, "limit", ticks, 1_000_000, rule.price(ticks).toPlainString());
        Order order = new Order(venue.ids().next('O'), account.id(), ticket, at, BigDecimal.ONE, BigDecimal.ONE);
        account.opened(order);
        account.ended(order, Order.Status.CANCELED, "User requested", at + TimeUnit.HOURS.toNanos(1));
    }

    private static Ticket ticket(PairRule rule, boolean buys, String type, long ticks, long lots, String price) {
        boolean market = type.equals("market");
        String text = (buys ? "buy " : "sell ") + PairRule.volume(lots).toPlainString() + " " + rule.altname()
                + (market ? " @ market" : " @ limit " + price);
        return new Ticket(rule, buys, type, market ? 0 : ticks, lots, null, market ? "0" : price, "0",
                List.of("fciq"), "GTC", 0, 0, null, "cancel-newest", text, "");
    }
}
