package io.nija.risk.internal.check;

import java.math.BigDecimal;

import io.nija.risk.Origin;
import io.nija.risk.RiskCheck;
import io.nija.risk.Scope;
import io.nija.risk.Standing;
import io.nija.risk.Verdict;
import io.nija.risk.internal.Numbers;

import org.osgi.service.component.annotations.Component;

/** What one trade loses at its stop is a small share of equity; without a planned stop, at the profile's. A stop that would be hit at once is none. */
@Component(service = RiskCheck.class)
public final class TradeRiskCheck extends EntryCheck {

    public TradeRiskCheck() {
        super("trade-risk", "What the order loses when its stop is hit is no more than the profile's share of equity.");
    }

    @Override
    Verdict judge(Facts facts) throws NotKnown {
        if (facts.stopBeyondPrice()) {
            return new Numbers().with("stop", facts.situation().plannedStop()).with("price", facts.price())
                    .refuse("STOP_SIDE", "The planned stop " + Numbers.text(facts.situation().plannedStop())
                            + " is on the wrong side of the price " + Numbers.text(facts.price()) + ".");
        }
        BigDecimal percent = facts.limits().tradeRiskPercent();
        if (percent == null || facts.situation().origin() == Origin.VERIFICATION) {
            return PASS;
        }
        Standing account = facts.standing(Scope.ACCOUNT);
        BigDecimal loss = facts.loss(account.currency());
        BigDecimal most = Numbers.part(Facts.worth(account).equity().amount(), percent);
        return loss.compareTo(most) <= 0 ? PASS
                : new Numbers().in(account).with("loss", loss).with("most", most).with("limitPercent", percent)
                        .refuse("TRADE_RISK", "At its stop the order loses " + Numbers.text(loss) + " " + account.currency() + "; "
                                + Numbers.text(percent) + " % of equity are " + Numbers.text(most) + ".");
    }
}
