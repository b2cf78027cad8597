package io.nija.risk.internal.rule;

import io.nija.order.Purpose;
import io.nija.risk.Origin;
import io.nija.risk.Situation;
import io.nija.risk.SwitchKind;
import io.nija.risk.Verdict;

/** HALT: nothing is sent but a person's flatten. Stops that rest at the venue stay there. */
public final class HaltRule implements Rule {

    @Override
    public String id() {
        return "halt";
    }

    @Override
    public String description() {
        return "While HALT is in force, nothing is sent but a person's flatten.";
    }

    @Override
    public boolean binding() {
        return true;
    }

    @Override
    public Verdict judge(Situation situation) {
        // What a flatten could not sell gets the stop back that made room for the sale.
        if (situation.origin() == Origin.FLATTEN && situation.purpose() != Purpose.ENTRY) {
            return new Verdict.Pass();
        }
        return situation.lane().switches().stream().filter(found -> found.kind() == SwitchKind.HALT).findFirst()
                .<Verdict>map(Halted::refused)
                .orElseGet(Verdict.Pass::new);
    }
}
