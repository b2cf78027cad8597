package io.nija.simulation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.account.LaneId;
import io.nija.market.Symbol;
import io.nija.exchange.market.PairRule;
import io.nija.trading.internal.protection.Cover;

/**
 * Whether every position has its protection, by the exchange's own books. A stop rests for all of it, with these exceptions, each
 * from a promise:
 *
 * <ul>
 * <li>dust: what the exchange takes no order of, and no resting stop could be made larger by (field notes, section 3.10);
 * <li>the slice of a resting exit, whose coins the exit holds: NIJA watches the price for it (section 3.11), so it must have asked
 *     for the price a moment ago, and sell when the stop's price is reached;
 * <li>coins that the exchange does not let be offered: fees that it holds back in the coin (section 3.13);
 * <li>what another share owes of the coin, because a fee in it was told after that share was sold: the largest share pays it.
 * </ul>
 */
final class Guards {

    private static final Duration WATCHED = Duration.ofSeconds(5);

    private final World world;

    Guards(World world) {
        this.world = world;
    }

    /** What is not protected on a lane, in words; empty when all is. */
    String bare(LaneId lane) {
        Books books = world.referee().books(lane);
        Map<String, BigDecimal> owed = new LinkedHashMap<>();
        books.shares().forEach((of, has) -> {
            if (has.signum() < 0) {
                owed.merge(pair(of).base().name(), has.negate(), BigDecimal::add);
            }
        });
        List<Map.Entry<Books.Owned, BigDecimal>> largest = books.shares().entrySet().stream().filter(share -> share.getValue().signum() > 0)
                .sorted(Map.Entry.<Books.Owned, BigDecimal>comparingByValue(Comparator.reverseOrder())).toList();
        for (Map.Entry<Books.Owned, BigDecimal> share : largest) {
            String asset = pair(share.getKey()).base().name();
            BigDecimal pays = owed.getOrDefault(asset, BigDecimal.ZERO).min(share.getValue());
            owed.computeIfPresent(asset, (same, debt) -> debt.subtract(pays));
            String text = bare(lane, books, share.getKey(), share.getValue().subtract(pays));
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    private PairRule pair(Books.Owned of) {
        return world.exchange().pair(of.symbol());
    }

    private String bare(LaneId lane, Books books, Books.Owned of, BigDecimal has) {
        PairRule pair = pair(of);
        Books.Offered offered = books.offered(of);
        BigDecimal bid = pair.price(world.exchange().venue().book(pair).best(true));
        BigDecimal bare = has.subtract(offered.stops()).subtract(offered.exits());
        BigDecimal room = books.room(pair.base());
        boolean grows = offered.stops().signum() > 0 && room.compareTo(bare) >= 0;
        BigDecimal could = lots(bare.min(room));
        Optional<Cover> cover = world.machine().floor().find(lane).flatMap(known -> known.snapshot().covers().stream()
                .filter(each -> each.of().symbol().toString().equals(of.symbol()) && of.strategy().equals(each.of().strategy() == null ? ""
                        : each.of().strategy())).findFirst());
        if (could.signum() > 0 && (grows || taken(pair, could, bid))) {
            return lane + ": of " + has.toPlainString() + " " + of + " " + could.toPlainString() + " has no stop, " + offered + " is offered "
                    + cover.map(known -> known.state() + " " + known.words()).orElse("and NIJA shows no position") + " ";
        }
        if (!taken(pair, lots(offered.exits()), bid)) {
            return "";
        }
        if (cover.isEmpty() || cover.get().state() == Cover.State.NONE || cover.get().state() == Cover.State.DUST) {
            return lane + ": for " + offered.exits() + " of " + of + " an exit rests, and nobody watches the price: " + cover + " ";
        }
        if (world.machine().quotedAgo(Symbol.parse(of.symbol())).compareTo(WATCHED) > 0) {
            return lane + ": for " + offered.exits() + " of " + of + " an exit rests, and the price was last asked for "
                    + world.machine().quotedAgo(Symbol.parse(of.symbol())) + " ago ";
        }
        return cover.get().price() != null && bid.compareTo(cover.get().price()) <= 0 ? lane + ": the bid " + bid + " is at the stop "
                + cover.get().price() + " of " + of + ", and an exit rests for " + offered.exits() + " " : "";
    }

    private static BigDecimal lots(BigDecimal quantity) {
        return quantity.max(BigDecimal.ZERO).setScale(PairRule.LOT_DECIMALS, RoundingMode.DOWN);
    }

    private static boolean taken(PairRule pair, BigDecimal quantity, BigDecimal bid) {
        return quantity.compareTo(pair.orderMin()) >= 0 && quantity.multiply(bid).compareTo(pair.costMin()) >= 0;
    }
}
