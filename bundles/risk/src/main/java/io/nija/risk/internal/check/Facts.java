package io.nija.risk.internal.check;

import java.math.BigDecimal;
import java.util.List;

import io.nija.broker.Balance;
import io.nija.broker.Fees;
import io.nija.market.Instrument;
import io.nija.market.Quote;
import io.nija.order.OrderRequest;
import io.nija.order.Side;
import io.nija.risk.RiskLimits;
import io.nija.risk.Scope;
import io.nija.risk.Situation;
import io.nija.risk.Standing;
import io.nija.risk.Worth;
import io.nija.risk.internal.Numbers;

/** A situation whose parts can only be had when they are known. */
record Facts(Situation situation) {

    OrderRequest order() {
        return situation.order();
    }

    boolean buys() {
        return order().side() == Side.BUY;
    }

    RiskLimits limits() {
        return situation.limits();
    }

    Instrument instrument() throws NotKnown {
        return NotKnown.unless(situation.market().instrument(), "the rules of ", order().symbol());
    }

    Fees fees() throws NotKnown {
        return NotKnown.unless(situation.market().fees(), "the fees of ", situation.lane().id(), " for ", order().symbol());
    }

    List<Balance> balances() throws NotKnown {
        return NotKnown.unless(situation.lane().balances(), "the balances of ", situation.lane().id());
    }

    /** The book; both sides have a price and the best prices do not cross. */
    Quote quote() throws NotKnown {
        Quote quote = NotKnown.unless(situation.market().quote(), "the quote of ", order().symbol());
        if (!quote.symbol().equals(order().symbol())) {
            throw unusable("there is one of " + quote.symbol() + " instead.");
        }
        if (quote.bids().isEmpty() || quote.asks().isEmpty()) {
            throw unusable("one side of the book is empty.");
        }
        if (quote.bids().get(0).price().compareTo(quote.asks().get(0).price()) >= 0) {
            throw unusable("the best bid is not below the best ask.");
        }
        return quote;
    }

    private NotKnown unusable(String why) {
        return new NotKnown("the quote of " + order().symbol(), why);
    }

    /** What it may be done at, at worst for an entry: its limit, else its trigger, else the best price of the other side. */
    BigDecimal price() throws NotKnown {
        if (order().limit() != null) {
            return order().limit();
        }
        return order().stop() != null ? order().stop() : best();
    }

    /** The best price of the other side. */
    BigDecimal best() throws NotKnown {
        Quote quote = quote();
        return (buys() ? quote.asks() : quote.bids()).get(0).price();
    }

    /** What it costs, in {@code currency}. */
    BigDecimal cost(String currency) throws NotKnown {
        return order().quantity().multiply(price()).multiply(rate(currency));
    }

    /** What one unit of the order's quote currency is worth in {@code currency}. */
    BigDecimal rate(String currency) throws NotKnown {
        String quoted = order().symbol().quote();
        return quoted.equals(currency) ? BigDecimal.ONE
                : NotKnown.unless(situation.market().rates().get(currency), "the rate of ", quoted, " in ", currency);
    }

    Standing standing(Scope scope) throws NotKnown {
        Standing standing = situation.standings().get(scope);
        if (standing == null) {
            throw new NotKnown("the standing of scope " + scope, "nobody looked.");
        }
        return standing;
    }

    static Worth worth(Standing standing) throws NotKnown {
        Worth worth = NotKnown.unless(standing.worth(), "the equity of ", standing.name());
        if (!worth.equity().currency().equals(standing.currency())) {
            throw new NotKnown("the equity of " + standing.name() + " in " + standing.currency(),
                    "it is in " + worth.equity().currency());
        }
        return worth;
    }

    /** Whether it names a stop that would be hit at once. */
    boolean stopBeyondPrice() throws NotKnown {
        BigDecimal stop = situation.plannedStop();
        return stop != null && (buys() ? stop.compareTo(price()) >= 0 : stop.compareTo(price()) <= 0);
    }

    /**
     * What it loses when its stop is hit, in {@code currency}; below zero when the stop is on the wrong side. Without a stop
     * all of it can be lost.
     */
    BigDecimal loss(String currency) throws NotKnown {
        BigDecimal price = price();
        BigDecimal assumed = limits().assumedStopPercent();
        BigDecimal distance = situation.plannedStop() == null ? assumed == null ? price : Numbers.part(price, assumed)
                : buys() ? price.subtract(situation.plannedStop()) : situation.plannedStop().subtract(price);
        return distance.multiply(order().quantity()).multiply(rate(currency));
    }
}
