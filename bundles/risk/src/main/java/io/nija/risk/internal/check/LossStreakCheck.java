package io.nija.risk.internal.check;

import io.nija.risk.RiskCheck;
import io.nija.risk.ScopeLimits;
import io.nija.risk.Standing;
import io.nija.risk.Verdict;

import org.osgi.service.component.annotations.Component;

/** Not too many losses came in a row. */
@Component(service = RiskCheck.class)
public final class LossStreakCheck extends ScopedCheck {

    public LossStreakCheck() {
        super("loss-streak", "Fewer losses in a row than the profile's number; trips REDUCE_ONLY.");
    }

    @Override
    boolean limited(ScopeLimits limits) {
        return limits.lossStreak() != null;
    }

    @Override
    Verdict judge(Facts facts, Standing standing, ScopeLimits limits) {
        return Losses.streak(standing, limits).<Verdict>map(refusal -> refusal).orElse(PASS);
    }
}
