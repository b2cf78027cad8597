package io.nija.risk.internal.rule;

import io.nija.account.Mode;
import io.nija.risk.Origin;
import io.nija.risk.Situation;
import io.nija.risk.Verdict;
import io.nija.risk.internal.Numbers;

/**
 * A lane that only observes sends nothing but a verification. A sale of a person's own coins has no managed position
 * behind it, so nothing was armed for it before: it needs the arming itself.
 */
public final class ModeRule implements Rule {

    @Override
    public String id() {
        return "mode";
    }

    @Override
    public String description() {
        return "A lane in mode observe sends nothing but a verification; a live lane sells foreign coins only while it is armed.";
    }

    @Override
    public boolean binding() {
        return true;
    }

    @Override
    public Verdict judge(Situation situation) {
        if (situation.lane().mode() == Mode.OBSERVE && situation.origin() != Origin.VERIFICATION) {
            return new Numbers().with("mode", "observe").refuse("OBSERVE_MODE", situation.lane().id()
                    + " only observes; set mode." + situation.lane().id().broker() + " = live in the account's file, then arm it.");
        }
        if (situation.foreign() && situation.lane().mode() == Mode.LIVE && !situation.lane().armed()) {
            return NotArmed.refused(situation.lane().id());
        }
        return new Verdict.Pass();
    }
}
