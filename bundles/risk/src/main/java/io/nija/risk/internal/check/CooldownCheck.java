package io.nija.risk.internal.check;

import java.time.Instant;

import io.nija.risk.RiskCheck;
import io.nija.risk.ScopeLimits;
import io.nija.risk.Standing;
import io.nija.risk.Verdict;
import io.nija.risk.internal.Numbers;

import org.osgi.service.component.annotations.Component;

/** After a loss there is a pause. */
@Component(service = RiskCheck.class)
public final class CooldownCheck extends ScopedCheck {

    public CooldownCheck() {
        super("cooldown", "No entry for a while after a loss.");
    }

    @Override
    boolean limited(ScopeLimits limits) {
        return limits.cooldown() != null;
    }

    @Override
    Verdict judge(Facts facts, Standing standing, ScopeLimits limits) {
        Instant until = standing.lastLossAt() == null ? Instant.MIN : standing.lastLossAt().plus(limits.cooldown());
        return !facts.situation().now().isBefore(until) ? PASS
                : new Numbers().in(standing).with("lastLoss", standing.lastLossAt()).with("until", until)
                        .refuse("COOLDOWN", standing.name() + " closed a loss at " + standing.lastLossAt()
                                + "; entries begin again at " + until + ".");
    }
}
