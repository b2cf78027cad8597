package io.nija.books;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.nija.market.Symbol;

/**
 * Fills that take back other fills. What was taken back never happened: everything after it is counted as if it had not
 * been there, so that no profit or loss comes of a venue's correction.
 */
public final class Reversals {

    private Reversals() {}

    /** The positions of some fills, from nothing, one per instrument. An id that comes twice counts once; order of time. */
    public static Map<Symbol, Position> replay(List<Fill> fills) {
        Map<Symbol, Position> positions = new TreeMap<>();
        for (Fill fill : settled(fills)) {
            positions.put(fill.symbol(),
                    positions.getOrDefault(fill.symbol(), Position.none(fill.symbol())).apply(fill).position());
        }
        return positions;
    }

    /**
     * The fills that remain when those that take back others have done so, by time. One that takes back a fill that is not
     * there, more than there is, or the whole for another cost, is an ordinary fill of its own side: the coins and the
     * money really moved.
     */
    public static List<Fill> settled(List<Fill> fills) {
        Map<String, Fill> unique = new LinkedHashMap<>();
        fills.forEach(fill -> unique.putIfAbsent(fill.id(), fill));
        Map<String, Fill> left = new LinkedHashMap<>(unique);
        for (Fill reversal : unique.values()) {
            if (reversal.reverses() != null) {
                Fill original = left.get(reversal.reverses());
                if (original != null && takesBack(reversal, original)) {
                    left.remove(reversal.id());
                    left.put(original.id(), less(original, reversal));
                    keepOtherFee(left, original, reversal);
                } else {
                    left.put(reversal.id(), ordinary(reversal));
                }
            }
        }
        return left.values().stream().filter(fill -> fill.quantity().signum() > 0 || fill.fee().signum() != 0)
                .sorted(Comparator.comparing(Fill::at)).toList();
    }

    private static boolean takesBack(Fill reversal, Fill original) {
        int quantities = reversal.quantity().compareTo(original.quantity());
        int costs = reversal.cost().compareTo(original.cost());
        return reversal.side() != original.side() && reversal.symbol().equals(original.symbol())
                && original.reverses() == null && (quantities == 0 && costs == 0 || quantities < 0 && costs < 0);
    }

    private static Fill less(Fill original, Fill reversal) {
        boolean sameFee = sameFee(original, reversal);
        BigDecimal fee = sameFee ? original.fee().add(reversal.fee()) : original.fee();
        String asset = original.feeAsset() != null ? original.feeAsset() : sameFee ? reversal.feeAsset() : null;
        return new Fill(original.id(), original.at(), original.symbol(), original.side(),
                original.quantity().subtract(reversal.quantity()), original.price(), original.cost().subtract(reversal.cost()), fee,
                asset, null);
    }

    private static boolean sameFee(Fill original, Fill reversal) {
        return original.feeAsset() == null || reversal.feeAsset() == null || original.feeAsset().equals(reversal.feeAsset());
    }

    /** A fee in another asset than the original's cannot be netted with it: it stays, as a fee alone. */
    private static void keepOtherFee(Map<String, Fill> left, Fill original, Fill reversal) {
        if (!sameFee(original, reversal) && reversal.fee().signum() != 0) {
            left.put(reversal.id(), new Fill(reversal.id(), reversal.at(), reversal.symbol(), reversal.side(), BigDecimal.ZERO,
                    reversal.price(), BigDecimal.ZERO, reversal.fee(), reversal.feeAsset(), null));
        }
    }

    private static Fill ordinary(Fill reversal) {
        return new Fill(reversal.id(), reversal.at(), reversal.symbol(), reversal.side(), reversal.quantity(), reversal.price(),
                reversal.cost(), reversal.fee(), reversal.feeAsset(), null);
    }
}
