package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.nija.order.OrderRequest;
import io.nija.order.Side;
import io.nija.trading.internal.order.TrackedOrder;

/**
 * Whose coins a sale draws on that names no strategy. It is of one share, from its intent on: of what is no strategy's when that
 * is enough, else of whoever has the most; when that is not enough either, the gate refuses it with that share's numbers. So no
 * share is sold below zero by another's sale, each share's stop knows what it protects, and the shares sum up to what is managed
 * (field notes, section 3.13). Pure.
 */
final class Attribution {

    private Attribution() {}

    /**
     * The owner of the coins; null for what is no strategy's.
     *
     * @param sale in any quote: BTC/USD and BTC/EUR draw on the same coins
     * @param wards what exits that wait for their coins want is not free either
     */
    static String owner(OrderRequest sale, Collection<Share> shares, LaneBook book, Collection<Ward> wards) {
        String asset = sale.symbol().base();
        Map<String, BigDecimal> free = new TreeMap<>();
        Shares.sellable(shares).forEach((share, most) -> {
            if (share.position().symbol().base().equals(asset)) {
                free.merge(name(share.strategy()), most, BigDecimal::add);
            }
        });
        book.open().stream().filter(order -> sells(order, asset) && !Scenes.stop(order))
                .forEach(order -> free.computeIfPresent(name(order.intent().strategy()), (owner, has) -> has.subtract(order.mostRemaining())));
        wards.stream().filter(ward -> ward.of.symbol().base().equals(asset)).forEach(ward -> ward.waiting.forEach(exit ->
                free.computeIfPresent(name(ward.of.strategy()), (owner, has) -> has.subtract(exit.wish().order().quantity()))));
        if (free.getOrDefault("", BigDecimal.ZERO).compareTo(sale.quantity()) >= 0) {
            return null;
        }
        return free.entrySet().stream()
                .max(Comparator.comparing(Map.Entry<String, BigDecimal>::getValue).thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .map(Map.Entry::getKey).filter(owner -> !owner.isEmpty()).orElse(null);
    }

    /** The key of an owner in a map. */
    static String name(String strategy) {
        return Objects.requireNonNullElse(strategy, "");
    }

    /** Whether it sells coins that NIJA manages. */
    static boolean sells(TrackedOrder order, String asset) {
        return order.side() == Side.SELL && order.request().symbol().base().equals(asset) && !Shares.FOREIGN.equals(order.intent().strategy());
    }
}
