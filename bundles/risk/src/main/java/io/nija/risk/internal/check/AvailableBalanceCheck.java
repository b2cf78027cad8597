package io.nija.risk.internal.check;

import java.math.BigDecimal;

import io.nija.broker.Fees;
import io.nija.order.OrderType;
import io.nija.order.Side;
import io.nija.risk.RiskCheck;
import io.nija.risk.Verdict;
import io.nija.risk.WorkingOrder;
import io.nija.risk.internal.Numbers;
import io.nija.risk.internal.rule.Holdings;

import org.osgi.service.component.annotations.Component;

/**
 * The venue has enough available to pay for a buy with its fee. Buys in doubt count as not yet paid: the balance may
 * be of before they arrived. For sales the inventory rule speaks.
 */
@Component(service = RiskCheck.class)
public final class AvailableBalanceCheck extends EntryCheck {

    public AvailableBalanceCheck() {
        super("available-balance", "The venue has enough available to pay for the order, its fee and buys in doubt.");
    }

    @Override
    Verdict judge(Facts facts) throws NotKnown {
        if (!facts.buys()) {
            return PASS;
        }
        String quote = facts.order().symbol().quote();
        Fees fees = facts.fees();
        BigDecimal cost = facts.order().quantity().multiply(facts.price());
        BigDecimal needed = cost.add(Numbers.part(cost, fees.taker().max(BigDecimal.ZERO)));
        BigDecimal doubtful = BigDecimal.ZERO;
        for (WorkingOrder order : facts.situation().working()) {
            if (order.inDoubt() && pays(facts, order)) {
                doubtful = doubtful.add(held(facts, order));
            }
        }
        WorkingOrder amended = facts.situation().amended();
        BigDecimal released = amended != null && pays(facts, amended) ? held(facts, amended) : BigDecimal.ZERO;
        BigDecimal available = Holdings.available(facts.balances(), quote).add(released).subtract(doubtful);
        return needed.compareTo(available) <= 0 ? PASS
                : new Numbers().with("needed", needed).with("available", available).with("inDoubt", doubtful)
                        .refuse("INSUFFICIENT_BALANCE", "The order needs " + Numbers.text(needed) + " " + quote
                                + " with its fee, available are " + Numbers.text(available) + ".");
    }

    private static boolean pays(Facts facts, WorkingOrder order) {
        return order.lane().equals(facts.situation().lane().id()) && order.side() == Side.BUY
                && order.symbol().quote().equals(facts.order().symbol().quote());
    }

    private static BigDecimal held(Facts facts, WorkingOrder order) throws NotKnown {
        BigDecimal price = order.limit() != null ? order.limit() : order.stop();
        if (price == null) {
            throw new NotKnown("what order " + order.id() + " costs",
                    "it is a " + (order.type() == OrderType.OTHER ? "foreign kind of" : order.type().words()) + " order without a price.");
        }
        return price.multiply(order.remaining());
    }
}
