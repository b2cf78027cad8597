package io.nija.risk.internal.check;

import java.math.BigDecimal;

import io.nija.market.Quote;
import io.nija.risk.RiskCheck;
import io.nija.risk.Verdict;
import io.nija.risk.internal.Numbers;

import org.osgi.service.component.annotations.Component;

/** The order is small beside what is visible inside the collar on the other side, whether it takes or rests: it must get out again. */
@Component(service = RiskCheck.class)
public final class DepthCheck extends EntryCheck {

    public DepthCheck() {
        super("depth", "The order is not larger than the profile's share of the visible quantity inside the collar.");
    }

    @Override
    Verdict judge(Facts facts) throws NotKnown {
        BigDecimal percent = facts.limits().depthPercent();
        if (percent == null) {
            return PASS;
        }
        Quote quote = facts.quote();
        BigDecimal best = facts.best();
        BigDecimal reach = Numbers.part(best, facts.limits().collarPercent());
        BigDecimal bound = facts.buys() ? best.add(reach) : best.subtract(reach);
        BigDecimal visible = (facts.buys() ? quote.asks() : quote.bids()).stream()
                .filter(level -> facts.buys() ? level.price().compareTo(bound) <= 0 : level.price().compareTo(bound) >= 0)
                .map(Quote.Level::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal most = Numbers.part(visible, percent);
        return facts.order().quantity().compareTo(most) <= 0 ? PASS
                : new Numbers().with("quantity", facts.order().quantity()).with("visible", visible).with("most", most)
                        .with("limitPercent", percent)
                        .refuse("DEPTH", "The order's " + Numbers.text(facts.order().quantity()) + " are more than "
                                + Numbers.text(percent) + " % of the " + Numbers.text(visible)
                                + " visible inside the collar: at most " + Numbers.text(most) + ".");
    }
}
