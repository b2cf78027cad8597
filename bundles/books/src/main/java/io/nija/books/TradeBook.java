package io.nija.books;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.nija.market.Symbol;

/**
 * All fills of one lane as positions, one for each owner and instrument, and every lot they closed. Fees that were told late
 * are with their fills.
 *
 * @param positions after the last fill, by owner and instrument
 * @param closed every part of a lot that was closed, oldest first
 */
public record TradeBook(Map<String, Position> positions, List<ClosedLot> closed) {

    /**
     * A fill, its owner, and the fees that were told after it.
     *
     * @param owner a strategy, or an empty text for a person
     * @param fill as it was booked
     * @param lateFees by asset
     */
    public record OwnFill(String owner, Fill fill, SortedMap<String, BigDecimal> lateFees) {}

    /** What is left of a fill's fee for lots that were not closed yet. */
    private record FeeLeft(BigDecimal fee, BigDecimal quantity) {}

    /**
     * Counts fills in the order of their time.
     *
     * @param until those from then on do not count; null for all
     */
    public static TradeBook of(List<OwnFill> fills, Instant until) {
        Map<String, Position> positions = new TreeMap<>();
        List<ClosedLot> closed = new ArrayList<>();
        Map<String, FeeLeft> fees = new HashMap<>();
        for (OwnFill own : fills.stream().sorted(Comparator.comparing(own -> own.fill().at())).toList()) {
            Fill fill = own.fill();
            if (until != null && !fill.at().isBefore(until)) {
                break;
            }
            String key = fill.symbol() + " " + own.owner();
            Position before = positions.getOrDefault(key, Position.none(fill.symbol()));
            Position.Change change = before.apply(fill);
            List<Disposal> disposals = new ArrayList<>(change.disposals());
            Position after = change.position();
            for (Map.Entry<String, BigDecimal> fee : own.lateFees().entrySet()) {
                Position.Change late = after.lateFee(fill, fee.getKey(), fee.getValue(), fill.at());
                disposals.addAll(late.disposals());
                after = late.position();
            }
            positions.put(key, after);
            fees.put(fill.id(), new FeeLeft(Portion.plain(after.fees().subtract(before.fees())), fill.quantity()));
            disposals.forEach(disposal -> closed.add(new ClosedLot(disposal, share(fees, disposal))));
        }
        return new TradeBook(positions, List.copyOf(closed));
    }

    private static BigDecimal share(Map<String, FeeLeft> fees, Disposal disposal) {
        // Coins that paid a fee are that fee: its share is not counted a second time with them.
        BigDecimal opening = take(fees, disposal.opened(), disposal.quantity());
        return disposal.forFee() || disposal.opened().equals(disposal.closed()) ? opening
                : opening.add(take(fees, disposal.closed(), disposal.quantity()));
    }

    private static BigDecimal take(Map<String, FeeLeft> fees, String fill, BigDecimal quantity) {
        FeeLeft left = fees.get(fill);
        if (left == null || left.quantity().signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal part = quantity.min(left.quantity());
        BigDecimal share = Portion.of(left.fee(), part, left.quantity());
        fees.put(fill, new FeeLeft(left.fee().subtract(share), left.quantity().subtract(part)));
        return share;
    }

    /** Gross profit by the average, by quote currency. */
    public SortedMap<String, BigDecimal> gross() {
        return sums(Position::realised);
    }

    /** Gross profit first in, first out, by quote currency. */
    public SortedMap<String, BigDecimal> grossFifo() {
        return sums(Position::realisedFifo);
    }

    /** What was paid in fees, by asset: those in base are in quote, at their fill's price. */
    public SortedMap<String, BigDecimal> fees() {
        SortedMap<String, BigDecimal> fees = sums(Position::fees);
        positions.values().forEach(position -> position.otherFees().forEach((asset, fee) -> fees.merge(asset, fee, BigDecimal::add)));
        return fees;
    }

    private SortedMap<String, BigDecimal> sums(java.util.function.Function<Position, BigDecimal> amount) {
        SortedMap<String, BigDecimal> sums = new TreeMap<>();
        positions.values().forEach(position -> sums.merge(position.symbol().quote(), amount.apply(position), BigDecimal::add));
        sums.replaceAll((currency, sum) -> Portion.plain(sum));
        return sums;
    }
}
