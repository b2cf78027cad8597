package io.nija.risk.internal.check;

import java.math.BigDecimal;

import io.nija.risk.RiskCheck;
import io.nija.risk.Verdict;
import io.nija.risk.WorkingOrder;
import io.nija.risk.internal.Numbers;

import org.osgi.service.component.annotations.Component;

/**
 * The order would not trade with an order of one's own accounts in the same market. Orders that wait for a trigger do
 * not stand in the book; one that has no price may trade at any.
 */
@Component(service = RiskCheck.class)
public final class SelfCrossingCheck extends EntryCheck {

    public SelfCrossingCheck() {
        super("self-crossing", "The order would not trade with another order of one's own accounts.");
    }

    @Override
    Verdict judge(Facts facts) {
        BigDecimal limit = facts.order().limit();
        for (WorkingOrder other : facts.situation().working()) {
            boolean inBook = other.stop() == null && other.lane().broker().equals(facts.situation().lane().id().broker())
                    && other.symbol().equals(facts.order().symbol()) && other.side() != facts.order().side();
            if (inBook && crosses(facts.buys(), limit, other.limit())) {
                Numbers numbers = new Numbers().with("order", other.id()).with("account", other.lane().account().value());
                if (other.limit() != null) {
                    numbers.with("price", other.limit());
                }
                return numbers.refuse("SELF_CROSSING", "It would trade with order " + other.id() + " of " + other.lane()
                        + (other.limit() == null ? "" : " at " + Numbers.text(other.limit())) + ".");
            }
        }
        return PASS;
    }

    private static boolean crosses(boolean buys, BigDecimal limit, BigDecimal other) {
        if (limit == null || other == null) {
            return true;
        }
        return buys ? limit.compareTo(other) >= 0 : limit.compareTo(other) <= 0;
    }
}
