package io.nija.risk.internal.check;

import io.nija.account.Mode;
import io.nija.risk.Origin;
import io.nija.risk.RiskCheck;
import io.nija.risk.Verdict;
import io.nija.risk.internal.rule.NotArmed;

import org.osgi.service.component.annotations.Component;

/** A live lane sends entries only while it is armed. A verification has asked the person itself. */
@Component(service = RiskCheck.class)
public final class ArmedCheck extends EntryCheck {

    public ArmedCheck() {
        super("armed", "A live lane sends entries only while it is armed.");
    }

    @Override
    Verdict judge(Facts facts) {
        var lane = facts.situation().lane();
        return lane.mode() == Mode.LIVE && !lane.armed() && facts.situation().origin() != Origin.VERIFICATION
                ? NotArmed.refused(lane.id()) : PASS;
    }
}
