package io.nija.risk.internal.check;

import java.math.BigDecimal;

import io.nija.risk.RiskCheck;
import io.nija.risk.Verdict;
import io.nija.risk.internal.Numbers;

import org.osgi.service.component.annotations.Component;

/**
 * The limit is not much worse than the best price of the other side, or than its own trigger. A better price is never
 * too far. An entry without a limit has no bound at all.
 */
@Component(service = RiskCheck.class)
public final class PriceCollarCheck extends EntryCheck {

    public PriceCollarCheck() {
        super("price-collar", "The order has a limit, not much worse than the best price of the other side (or its trigger).");
    }

    @Override
    Verdict judge(Facts facts) throws NotKnown {
        BigDecimal percent = facts.limits().collarPercent();
        BigDecimal best = facts.order().stop() != null ? facts.order().stop() : facts.best();
        BigDecimal bound = facts.buys() ? best.add(Numbers.part(best, percent)) : best.subtract(Numbers.part(best, percent));
        BigDecimal limit = facts.order().limit();
        boolean inside = limit != null && (facts.buys() ? limit.compareTo(bound) <= 0 : limit.compareTo(bound) >= 0);
        if (inside) {
            return PASS;
        }
        Numbers numbers = new Numbers().with("reference", best).with("bound", bound).with("collarPercent", percent);
        if (limit == null) {
            return numbers.refuse("NO_LIMIT", "An entry needs a limit price; " + (facts.buys() ? "at most " : "at least ")
                    + Numbers.text(bound) + " is inside the collar.");
        }
        return numbers.with("limit", limit).refuse("PRICE_COLLAR", "The limit " + Numbers.text(limit) + " is "
                + (facts.buys() ? "above" : "below") + " the collar of " + Numbers.text(percent) + " % around "
                + Numbers.text(best) + ": " + (facts.buys() ? "at most " : "at least ") + Numbers.text(bound) + ".");
    }
}
