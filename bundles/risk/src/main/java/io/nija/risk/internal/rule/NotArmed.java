package io.nija.risk.internal.rule;

import io.nija.account.LaneId;
import io.nija.risk.Verdict;
import io.nija.risk.internal.Numbers;

/** The one sentence about a live lane that is not armed. */
public final class NotArmed {

    private NotArmed() {}

    /** The refusal. */
    public static Verdict.Refused refused(LaneId lane) {
        return new Numbers().with("armed", "no").refuse("NOT_ARMED",
                lane + " is live but not armed; 'arm " + lane + "' lets it send real orders.");
    }
}
