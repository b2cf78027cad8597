package io.nija.risk.internal.check;

import java.time.Instant;

import io.nija.risk.RiskCheck;
import io.nija.risk.Verdict;
import io.nija.risk.internal.Numbers;

import org.osgi.service.component.annotations.Component;

/** After an outage the market is left alone for a while. */
@Component(service = RiskCheck.class)
public final class QuietPeriodCheck extends EntryCheck {

    public QuietPeriodCheck() {
        super("quiet-period", "No entry for a while after an outage.");
    }

    @Override
    Verdict judge(Facts facts) {
        Instant end = facts.situation().lane().lastOutageEnd();
        if (end == null || facts.limits().quietPeriod() == null) {
            return PASS;
        }
        Instant until = end.plus(facts.limits().quietPeriod());
        return !facts.situation().now().isBefore(until) ? PASS
                : new Numbers().with("outageEnd", end).with("until", until).with("seconds", facts.limits().quietPeriod())
                        .refuse("QUIET_PERIOD", facts.situation().lane().id() + " was cut off until " + end
                                + "; entries begin again at " + until + ".");
    }
}
