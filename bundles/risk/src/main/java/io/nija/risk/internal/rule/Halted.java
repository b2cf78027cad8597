package io.nija.risk.internal.rule;

import io.nija.risk.SwitchInForce;
import io.nija.risk.Verdict;
import io.nija.risk.internal.Numbers;

/** The one sentence about HALT, whoever says it: the gate tells what two say alike only once. */
public final class Halted {

    private Halted() {}

    /** The refusal. */
    public static Verdict.Refused refused(SwitchInForce halt) {
        return new Numbers().with("scope", halt.scope()).with("since", halt.since())
                .refuse("HALTED", "HALT is in force for " + halt.scope() + " since " + halt.since() + " (" + halt.reason()
                        + "); only a person's cancel and flatten are sent until 'resume'.");
    }
}
