package io.nija.books;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import io.nija.broker.Observation;
import io.nija.market.Quote;
import io.nija.market.Symbol;
import io.nija.order.Side;

/**
 * What a strategy (or anybody with books of their own) holds of one instrument, and what came of it: the sum of its fills.
 * Immutable. The average and the first-in-first-out lots stand beside each other; both keep, to the last decimal,
 * {@code cost = what was put in + what was realised}.
 *
 * <p>A fee in the base asset is coins sold at the fill's price to pay it: they leave the position. Gross results never
 * contain a fee.
 *
 * @param symbol what
 * @param quantity in base, below zero for a short
 * @param cost what the quantity cost by the average, in quote, fees apart; below zero for a short
 * @param lots oldest first; together they have {@code quantity}, and a cost by first in, first out
 * @param realised gross profit by the average, in quote
 * @param realisedFifo gross profit by first in, first out, in quote
 * @param fees what was paid in quote and in base, together, in quote: base at the fill's price
 * @param otherFees what was paid in any other asset, by asset
 * @param cash what trading put into the pocket, in quote; below zero for what it took out; fees in quote included
 * @param trip net profit in quote since the position was last flat, by the average; fees in other assets apart
 */
public record Position(
        Symbol symbol,
        BigDecimal quantity,
        BigDecimal cost,
        List<Lot> lots,
        BigDecimal realised,
        BigDecimal realisedFifo,
        BigDecimal fees,
        SortedMap<String, BigDecimal> otherFees,
        BigDecimal cash,
        BigDecimal trip) {

    public Position {
        lots = List.copyOf(lots);
        otherFees = Collections.unmodifiableSortedMap(new TreeMap<>(otherFees));
    }

    /** A position, and what the last fill closed of it. */
    public record Change(Position position, List<Disposal> disposals) {

        public Change {
            disposals = List.copyOf(disposals);
        }
    }

    /** No position yet. */
    public static Position none(Symbol symbol) {
        return new Position(symbol, BigDecimal.ZERO, BigDecimal.ZERO, List.of(), BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO,
                new TreeMap<>(), BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /**
     * Adds an ordinary fill with its fee.
     *
     * @throws IllegalArgumentException for another instrument's fill, and for one that takes back another: that changes
     *     what followed, so {@link Reversals#replay} counts everything again
     */
    public Change apply(Fill fill) {
        if (!fill.symbol().equals(symbol)) {
            throw new IllegalArgumentException("Fill " + fill.id() + " is of " + fill.symbol() + ", not of " + symbol + ".");
        }
        if (fill.reverses() != null) {
            throw new IllegalArgumentException("Fill " + fill.id() + " takes back " + fill.reverses() + "; count all fills again.");
        }
        List<Disposal> disposals = new ArrayList<>();
        Position traded = flatAgain().exchange(fill.id(), fill.at(), fill.signedQuantity(), fill.signedCost(), false, disposals);
        Position paid = traded.addCash(fill.signedCost().negate());
        return new Change(fill.feeAsset() == null ? paid
                : paid.fee(fill.id(), fill.at(), fill.price(), fill.feeAsset(), fill.fee(), disposals), disposals);
    }

    /** Adds a fee that was told after its fill: {@code fill} without one was applied before. */
    public Change lateFee(Fill fill, String asset, BigDecimal fee, Instant at) {
        List<Disposal> disposals = new ArrayList<>();
        return new Change(fee(fill.id(), at, fill.price(), asset, fee, disposals), disposals);
    }

    /** What closing would bring now, in quote, at the exit side: the best bid for a long, the best ask for a short. */
    public Observation<BigDecimal> exitValue(Observation<Quote> quote) {
        return quantity.signum() == 0 ? new Observation.Known<>(BigDecimal.ZERO, Instant.EPOCH)
                : ExitSide.price(quote, quantity).with(price -> Portion.plain(price.multiply(quantity)));
    }

    /** Gross profit of what is open, in quote, at the exit side, by the average. */
    public Observation<BigDecimal> unrealised(Observation<Quote> quote) {
        return new ExitSide(exitValue(quote)).with(value -> Portion.plain(value.subtract(cost)));
    }

    /** What was realised less the fees in quote and base; those in {@link #otherFees} need a rate. */
    public BigDecimal net() {
        return Portion.plain(realised.subtract(fees));
    }

    /** The average price in quote; null when there is nothing. Rounded to 24 decimals: for showing, not for reckoning. */
    public BigDecimal averagePrice() {
        return quantity.signum() == 0 ? null : Portion.of(cost, BigDecimal.ONE, quantity);
    }

    /** The next fill begins a new round trip: for a rest that is only dust. */
    public Position newTrip() {
        return new Position(symbol, quantity, cost, lots, realised, realisedFifo, fees, otherFees, cash, BigDecimal.ZERO);
    }

    private Position flatAgain() {
        return quantity.signum() == 0 ? newTrip() : this;
    }

    private Position addCash(BigDecimal amount) {
        return new Position(symbol, quantity, cost, lots, realised, realisedFifo, fees, otherFees, Portion.plain(cash.add(amount)), trip);
    }

    private Position fee(String id, Instant at, BigDecimal price, String asset, BigDecimal fee, List<Disposal> disposals) {
        if (fee.signum() == 0) {
            return this;
        }
        if (asset.equals(symbol.quote())) {
            return addCash(fee.negate()).addFee(fee);
        }
        if (asset.equals(symbol.base())) {
            BigDecimal value = fee.multiply(price);
            return exchange(id, at, fee.negate(), value.negate(), true, disposals).addFee(value);
        }
        SortedMap<String, BigDecimal> others = new TreeMap<>(otherFees);
        others.merge(asset, fee, BigDecimal::add);
        return new Position(symbol, quantity, cost, lots, realised, realisedFifo, fees, others, cash, trip);
    }

    private Position addFee(BigDecimal value) {
        return new Position(symbol, quantity, cost, lots, realised, realisedFifo, Portion.plain(fees.add(value)), otherFees, cash,
                Portion.plain(trip.subtract(value)));
    }

    /** Takes coins in or gives them away for something: first closes what is on the other side, then opens. */
    private Position exchange(String id, Instant at, BigDecimal coins, BigDecimal paid, boolean forFee, List<Disposal> disposals) {
        boolean closes = quantity.signum() * coins.signum() < 0;
        BigDecimal closed = closes ? coins.abs().min(quantity.abs()) : BigDecimal.ZERO;
        BigDecimal paidForClosed = closes ? Portion.of(paid, closed, coins.abs()) : BigDecimal.ZERO;
        BigDecimal basis = closes ? Portion.of(cost, closed, quantity.abs()) : BigDecimal.ZERO;
        BigDecimal gain = basis.add(paidForClosed).negate();
        List<Lot> rest = new ArrayList<>(lots);
        BigDecimal gainFifo = closes ? close(rest, id, at, closed, paidForClosed, forFee, disposals) : BigDecimal.ZERO;
        BigDecimal opened = coins.abs().subtract(closed);
        if (opened.signum() > 0) {
            rest.add(new Lot(id, at, Portion.plain(coins.signum() > 0 ? opened : opened.negate()),
                    Portion.plain(paid.subtract(paidForClosed))));
        }
        return new Position(symbol, Portion.plain(quantity.add(coins)), Portion.plain(cost.add(paid).add(gain)), rest,
                Portion.plain(realised.add(gain)), Portion.plain(realisedFifo.add(gainFifo)), fees, otherFees, cash,
                Portion.plain(trip.add(gain)));
    }

    /** Closes so many coins of the oldest lots; answers the gross gain. */
    private BigDecimal close(List<Lot> rest, String id, Instant at, BigDecimal coins, BigDecimal paid, boolean forFee,
            List<Disposal> disposals) {
        BigDecimal gain = BigDecimal.ZERO;
        BigDecimal left = coins;
        BigDecimal paidLeft = paid;
        while (left.signum() > 0) {
            Lot lot = rest.remove(0);
            BigDecimal part = left.min(lot.quantity().abs());
            BigDecimal basis = Portion.of(lot.cost(), part, lot.quantity().abs());
            BigDecimal price = Portion.of(paidLeft, part, left);
            gain = gain.subtract(basis).subtract(price);
            boolean wasLong = lot.quantity().signum() > 0;
            disposals.add(new Disposal(symbol, lot.fill(), lot.at(), id, at, part, wasLong ? basis : price,
                    wasLong ? price.negate() : basis.negate(), forFee));
            if (part.compareTo(lot.quantity().abs()) < 0) {
                BigDecimal remaining = wasLong ? lot.quantity().subtract(part) : lot.quantity().add(part);
                rest.add(0, new Lot(lot.fill(), lot.at(), remaining, Portion.plain(lot.cost().subtract(basis))));
            }
            left = left.subtract(part);
            paidLeft = paidLeft.subtract(price);
        }
        return gain;
    }

    /** Whether it is open, and which side would close it; null when there is nothing. */
    public Side exitSide() {
        return quantity.signum() == 0 ? null : quantity.signum() > 0 ? Side.SELL : Side.BUY;
    }
}
