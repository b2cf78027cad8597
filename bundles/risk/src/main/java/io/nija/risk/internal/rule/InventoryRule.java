package io.nija.risk.internal.rule;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.nija.broker.Balance;
import io.nija.broker.Observation;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.risk.Origin;
import io.nija.risk.Situation;
import io.nija.risk.Verdict;
import io.nija.risk.WorkingOrder;
import io.nija.risk.internal.Numbers;

/**
 * Nothing is sold that NIJA does not hold: what rests, what is in doubt and the new order together never exceed the
 * managed position, neither the share it is of (a strategy's, or what is no strategy's) nor all shares of the lane, nor what
 * the venue says is available less the person's own coins. The same holds, mirrored, for buying back a short. An order that calls itself an exit and is
 * none has nothing to draw on and ends here.
 */
public final class InventoryRule implements Rule {

    /** What stands in place of a strategy with orders that sell a person's own coins. */
    private static final String FOREIGN = "foreign";

    @Override
    public String id() {
        return "inventory";
    }

    @Override
    public String description() {
        return "Resting, in-doubt and new quantity that makes a position smaller never exceed the managed position,"
                + " nor what the venue has available less the person's own coins.";
    }

    @Override
    public boolean binding() {
        return true;
    }

    @Override
    public Verdict judge(Situation situation) {
        if (situation.foreign()) {
            return foreign(situation);
        }
        boolean sells = situation.order().side() == Side.SELL;
        if (!sells && situation.purpose() == Purpose.ENTRY) {
            return new Verdict.Pass();
        }
        BigDecimal share = depth(situation.holding().share(), sells);
        BigDecimal managed = depth(situation.holding().managed(), sells);
        String owner = situation.strategy();
        if (owner != null || share.compareTo(managed) != 0) {
            Verdict own = within(situation, share, sum(working(situation).filter(order -> Objects.equals(owner, order.strategy()))),
                    owner == null ? "the position that is no strategy's" : "the share of " + owner);
            if (own instanceof Verdict.Refused) {
                return own;
            }
        }
        Verdict verdict = within(situation, managed, sum(working(situation)), "the managed position");
        return verdict instanceof Verdict.Refused || !sells ? verdict : available(situation);
    }

    /** How much there is to make smaller: a long for a sale, a short for a buy. */
    private static BigDecimal depth(BigDecimal position, boolean sells) {
        return (sells ? position : position.negate()).max(BigDecimal.ZERO);
    }

    private static Stream<WorkingOrder> working(Situation situation) {
        // BTC/USD and BTC/EUR draw on the same BTC. A buy works against a short only when it is no entry.
        return situation.working().stream().filter(WorkingOrder::own).filter(order -> !foreign(order))
                .filter(order -> order.lane().equals(situation.lane().id()))
                .filter(order -> order.symbol().base().equals(situation.order().symbol().base()))
                .filter(order -> order.side() == situation.order().side())
                .filter(order -> order.side() == Side.SELL || order.purpose() != Purpose.ENTRY);
    }

    private static BigDecimal sum(Stream<WorkingOrder> orders) {
        return orders.map(WorkingOrder::remaining).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Verdict within(Situation situation, BigDecimal position, BigDecimal working, String of) {
        BigDecimal quantity = situation.order().quantity();
        if (working.add(quantity).compareTo(position) <= 0) {
            return new Verdict.Pass();
        }
        String asset = situation.order().symbol().base();
        BigDecimal left = position.subtract(working).max(BigDecimal.ZERO);
        return new Numbers().with("quantity", quantity).with("working", working).with("position", position).with("left", left)
                .refuse("EXCEEDS_POSITION", "The order's " + Numbers.text(quantity) + " " + asset + " and "
                        + Numbers.text(working) + " that rest or are in doubt exceed " + of + " of " + Numbers.text(position)
                        + "; at most " + Numbers.text(left) + " can be sent.");
    }

    private static Verdict available(Situation situation) {
        if (!(situation.lane().balances() instanceof Observation.Known<List<Balance>> known)) {
            return new Verdict.Pass();
        }
        String asset = situation.order().symbol().base();
        WorkingOrder amended = situation.amended();
        BigDecimal released = amended != null && amended.side() == Side.SELL && amended.symbol().base().equals(asset)
                ? amended.remaining() : BigDecimal.ZERO;
        BigDecimal available = Holdings.available(known.value(), asset).add(released).subtract(free(situation, false)).max(BigDecimal.ZERO);
        return situation.order().quantity().compareTo(available) <= 0 ? new Verdict.Pass()
                : new Numbers().with("quantity", situation.order().quantity()).with("available", available)
                        .with("foreign", situation.holding().reserved())
                        .refuse("EXCEEDS_AVAILABLE", "The order's " + Numbers.text(situation.order().quantity()) + " " + asset
                                + " exceed what the venue has available less foreign coins, " + Numbers.text(available) + ".");
    }

    /**
     * The person's own coins that no order of the person's holds: those that are held are not in what is available.
     *
     * @param doubtful whether what may not be at the venue counts as held
     */
    private static BigDecimal free(Situation situation, boolean doubtful) {
        BigDecimal held = sum(situation.working().stream().filter(order -> !order.own() || foreign(order) && (doubtful || !order.inDoubt()))
                .filter(order -> order.side() == Side.SELL)
                .filter(order -> order.lane().equals(situation.lane().id()))
                .filter(order -> order.symbol().base().equals(situation.order().symbol().base())));
        return situation.holding().reserved().subtract(held).max(BigDecimal.ZERO);
    }

    /** Whether it sells the person's own coins through NIJA: it draws on no position. */
    private static boolean foreign(WorkingOrder order) {
        return FOREIGN.equals(order.strategy());
    }

    private static Verdict foreign(Situation situation) {
        if (situation.origin() != Origin.PERSON || situation.order().side() != Side.SELL) {
            return new Numbers().refuse("FOREIGN_COINS", "Only a person may sell coins that are not NIJA's, and only sell them.");
        }
        BigDecimal reserved = situation.lane().balances() instanceof Observation.Known<List<Balance>> known
                ? free(situation, true).min(Holdings.available(known.value(), situation.order().symbol().base()))
                : BigDecimal.ZERO;
        return situation.order().quantity().compareTo(reserved) <= 0 ? new Verdict.Pass()
                : new Numbers().with("quantity", situation.order().quantity()).with("foreign", reserved)
                        .refuse("EXCEEDS_FOREIGN", "The order's " + Numbers.text(situation.order().quantity()) + " "
                                + situation.order().symbol().base() + " exceed the foreign coins that are known to be available, "
                                + Numbers.text(reserved) + ".");
    }
}
