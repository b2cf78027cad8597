package io.nija.risk.internal.check;

import io.nija.risk.RiskCheck;
import io.nija.risk.ScopeLimits;
import io.nija.risk.Standing;
import io.nija.risk.Verdict;

import org.osgi.service.component.annotations.Component;

/** The day's loss, open losses and fees included, has not reached its limit. */
@Component(service = RiskCheck.class)
public final class DailyLossCheck extends ScopedCheck {

    public DailyLossCheck() {
        super("daily-loss", "The loss of the day, open losses included, has not reached the profile's share of the day's start; trips REDUCE_ONLY.");
    }

    @Override
    boolean limited(ScopeLimits limits) {
        return limits.dailyLossPercent() != null;
    }

    @Override
    Verdict judge(Facts facts, Standing standing, ScopeLimits limits) throws NotKnown {
        return Losses.daily(standing, Facts.worth(standing), limits).<Verdict>map(refusal -> refusal).orElse(PASS);
    }
}
