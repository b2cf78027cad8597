package io.nija.risk.internal.check;

import java.math.BigDecimal;

import io.nija.risk.Origin;
import io.nija.risk.RiskCheck;
import io.nija.risk.Scope;
import io.nija.risk.Standing;
import io.nija.risk.Verdict;
import io.nija.risk.internal.Numbers;

import org.osgi.service.component.annotations.Component;

/** What the account loses when every stop is hit stays a share of equity. */
@Component(service = RiskCheck.class)
public final class OpenRiskCheck extends EntryCheck {

    public OpenRiskCheck() {
        super("open-risk", "What the account loses when every stop is hit, with the order, is no more than the profile's share of equity.");
    }

    @Override
    Verdict judge(Facts facts) throws NotKnown {
        BigDecimal percent = facts.limits().openRiskPercent();
        if (percent == null || facts.situation().origin() == Origin.VERIFICATION) {
            return PASS;
        }
        Standing account = facts.standing(Scope.ACCOUNT);
        BigDecimal before = NotKnown.unless(account.openRisk(), "the open risk of ", account.name());
        BigDecimal after = before.add(facts.loss(account.currency()));
        BigDecimal most = Numbers.part(Facts.worth(account).equity().amount(), percent);
        return after.compareTo(most) <= 0 ? PASS
                : new Numbers().in(account).with("before", before).with("after", after).with("most", most)
                        .with("limitPercent", percent)
                        .refuse("OPEN_RISK", "With the order, all stops together lose " + Numbers.text(after) + " "
                                + account.currency() + "; " + Numbers.text(percent) + " % of equity are " + Numbers.text(most) + ".");
    }
}
