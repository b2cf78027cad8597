package io.nija.tck.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import io.nija.broker.Balance;
import io.nija.broker.Outcome;
import io.nija.market.Instrument;
import io.nija.market.MarketMode;
import io.nija.market.Symbol;
import io.nija.order.OrderKey;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.OrderView;
import io.nija.order.Placement;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.tck.Ability;
import io.nija.tck.Venue.BookedOrder;

/** What an order must be like, by the venue's own rules. */
final class Rules implements Section {

    @Override
    public List<Case> cases() {
        return List.of(
                Case.of("rules.minimum-size", "An order below the smallest quantity is refused and the smallest one is taken.", this::minimumSize),
                Case.needing(Ability.MINIMUM_COST, "rules.minimum-cost", "An order below the smallest price times quantity is refused.", this::minimumCost),
                Case.of("rules.tick", "A price off the instrument's grid is refused, not rounded.", this::tick),
                Case.of("rules.lot-step", "A quantity off the instrument's grid is refused, not rounded.", this::step),
                Case.of("rules.precision", "Prices, quantities and balances of more digits than a double holds arrive and are read exactly.", this::precision),
                Case.of("rules.unknown-pair", "An instrument that the venue does not have is refused, and nothing is sent in its place.", this::unknownPair),
                Case.needing(Ability.MARKET_MODES, "rules.market-modes",
                        "A market that takes cancels, post-only or limit orders only gets nothing else, and its orders can be cancelled.", this::modes));
    }

    private String minimumSize(Bench bench) throws Exception {
        Instrument rules = bench.instrument();
        BigDecimal price = bench.priced("0.5");
        BigDecimal less = rules.minQuantity().subtract(rules.quantityStep());
        String code = refused(bench, bench.limit(Side.BUY, less, price), "an order of " + less.toPlainString());
        Placement least = bench.placement(bench.limit(Side.BUY, bench.quantity(price, 1).max(rules.minQuantity()), price));
        Check.confirmed(bench.place(least), "an order of " + least.order().quantity().toPlainString());
        return less.toPlainString() + " refused (" + code + "), " + least.order().quantity().toPlainString() + " taken";
    }

    private String minimumCost(Bench bench) throws Exception {
        Instrument rules = bench.instrument();
        Check.that(rules.minCost() != null && rules.minCost().signum() > 0, "the broker does not tell a smallest cost of " + bench.symbol);
        BigDecimal quantity = rules.minQuantity();
        BigDecimal price = rules.minCost().divide(quantity, 12, java.math.RoundingMode.DOWN).multiply(new BigDecimal("0.5"))
                .divide(rules.priceTick(), 0, java.math.RoundingMode.DOWN).multiply(rules.priceTick());
        Check.that(price.signum() > 0, "no price of " + bench.symbol + " is below the smallest cost");
        String code = refused(bench, bench.limit(Side.BUY, quantity, price), "an order that costs half of the minimum");
        return quantity.toPlainString() + " at " + price.toPlainString() + " refused (" + code + ")";
    }

    private String tick(Bench bench) throws Exception {
        Instrument rules = bench.instrument();
        BigDecimal price = bench.priced("0.5").add(rules.priceTick().divide(BigDecimal.valueOf(2)));
        String code = refused(bench, bench.limit(Side.BUY, bench.quantity(price, 1), price), "an order at " + price.toPlainString());
        return price.toPlainString() + " refused (" + code + ") with a grid of " + rules.priceTick().toPlainString();
    }

    private String step(Bench bench) throws Exception {
        Instrument rules = bench.instrument();
        BigDecimal price = bench.priced("0.5");
        BigDecimal quantity = bench.quantity(price, 2).add(rules.quantityStep().divide(BigDecimal.valueOf(2)));
        String code = refused(bench, bench.limit(Side.BUY, quantity, price), "an order of " + quantity.toPlainString());
        return quantity.toPlainString() + " refused (" + code + ") with a grid of " + rules.quantityStep().toPlainString();
    }

    private static String refused(Bench bench, OrderRequest order, String what) throws Exception {
        Placement placement = bench.placement(order);
        String code = Check.refused(bench.place(placement), what);
        Check.same(List.of(), bench.booked(placement.clientOrderId()), what + " at the venue");
        return code;
    }

    private String precision(Bench bench) throws Exception {
        Instrument rules = bench.instrument();
        BigDecimal price = bench.priced("0.5").subtract(rules.priceTick());
        List<BigDecimal> quantities = new ArrayList<>();
        BigDecimal base = bench.quantity(price, 1);
        // One step more than a round number, a number whose text would be 1E+2, and one at the end of the grid.
        quantities.add(base.add(rules.quantityStep()));
        quantities.add(base.setScale(-1, java.math.RoundingMode.UP));
        quantities.add(base.add(rules.quantityStep().multiply(new BigDecimal("7"))));
        bench.venue.deposit(bench.account, bench.symbol.quote(), price.multiply(quantities.get(1)).multiply(new BigDecimal("2")).setScale(2, java.math.RoundingMode.UP));
        List<String> seen = new ArrayList<>();
        for (BigDecimal quantity : quantities) {
            Placement placement = bench.placement(bench.limit(Side.BUY, quantity, price));
            OrderKey key = Check.confirmed(bench.place(placement), "an order of " + quantity);
            BookedOrder booked = bench.order(key.venueOrderId());
            Check.same(quantity, booked.quantity(), "the quantity in the venue's books");
            Check.same(price, booked.limit(), "the price in the venue's books");
            OrderView read = Check.known(bench.desk().orders(List.of(key.venueOrderId())), "the order").get(0);
            Check.same(quantity, read.quantity(), "the quantity that was read");
            Check.same(price, read.price(), "the price that was read");
            seen.add(quantity.toPlainString());
        }
        // Eighteen digits: a double has sixteen.
        bench.venue.deposit(bench.account, bench.symbol.base(), new BigDecimal("7000000000.12345679"));
        BigDecimal booked = bench.venue.balances(bench.account).get(bench.symbol.base());
        Balance read = Check.known(bench.desk().balancesNow(), "the balances").stream().filter(balance -> balance.asset().equals(bench.symbol.base()))
                .findFirst().orElseThrow(() -> new AssertionError("no balance of " + bench.symbol.base()));
        Check.same(booked, read.total(), "the balance of " + bench.symbol.base());
        return String.join(", ", seen) + " at " + price.toPlainString() + "; balance " + booked.toPlainString();
    }

    private String unknownPair(Bench bench) throws Exception {
        Symbol nobodys = new Symbol("NOSUCHCOIN", bench.symbol.quote());
        long before = bench.venue.orders(bench.account).size();
        OrderRequest order = new OrderRequest(nobodys, Side.BUY, OrderType.LIMIT, BigDecimal.ONE, BigDecimal.TEN, TimeInForce.GTC, false);
        String code = Check.refused(bench.place(bench.placement(order)), "an order of " + nobodys);
        Check.same(before, (long) bench.venue.orders(bench.account).size(), "the number of the account's orders");
        return nobodys + " refused (" + code + ")";
    }

    private String modes(Bench bench) throws Exception {
        OrderKey resting = bench.rest();
        BigDecimal price = bench.priced("0.5");
        BigDecimal quantity = bench.quantity(price, 1);
        OrderRequest limit = bench.limit(Side.BUY, quantity, price);
        OrderRequest postOnly = new OrderRequest(bench.symbol, Side.BUY, OrderType.LIMIT, quantity, price, TimeInForce.GTC, true);
        OrderRequest market = new OrderRequest(bench.symbol, Side.BUY, OrderType.MARKET, bench.quantity(bench.bid(), 2), null, TimeInForce.GTC, false);
        List<String> seen = new ArrayList<>();
        try {
            bench.venue.mode(bench.symbol, MarketMode.LIMIT_ONLY);
            seen.add("limit only: " + refused(bench, market, "a market order"));
            taken(bench, limit, "a limit order in limit only");
            bench.venue.mode(bench.symbol, MarketMode.POST_ONLY);
            seen.add("post only: " + refused(bench, limit, "an order that is not post-only"));
            taken(bench, postOnly, "a post-only order in post only");
            bench.venue.mode(bench.symbol, MarketMode.CANCEL_ONLY);
            seen.add("cancel only: " + refused(bench, postOnly, "an order"));
            Check.confirmed(Check.get(bench.desk().cancel(resting), "the cancel"), "the cancel in cancel only");
        } finally {
            bench.venue.mode(bench.symbol, MarketMode.ONLINE);
        }
        return String.join("; ", seen) + "; cancel taken";
    }

    private static void taken(Bench bench, OrderRequest order, String what) throws Exception {
        Outcome<OrderKey> outcome = bench.place(bench.placement(order));
        Check.confirmed(outcome, what);
    }
}
