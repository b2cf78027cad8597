package io.nija.risk.internal.check;

import io.nija.risk.RiskCheck;
import io.nija.risk.ScopeLimits;
import io.nija.risk.Standing;
import io.nija.risk.Verdict;

import org.osgi.service.component.annotations.Component;

/** The fall from the highest equity, open losses included, has not reached its limit. */
@Component(service = RiskCheck.class)
public final class DrawdownCheck extends ScopedCheck {

    public DrawdownCheck() {
        super("drawdown", "The fall from the peak, open losses included, has not reached the profile's share of the peak; trips REDUCE_ONLY.");
    }

    @Override
    boolean limited(ScopeLimits limits) {
        return limits.drawdownPercent() != null;
    }

    @Override
    Verdict judge(Facts facts, Standing standing, ScopeLimits limits) throws NotKnown {
        return Losses.drawdown(standing, Facts.worth(standing), limits).<Verdict>map(refusal -> refusal).orElse(PASS);
    }
}
