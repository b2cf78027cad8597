package io.nija.risk.internal.check;

import java.util.Comparator;

import io.nija.risk.RiskCheck;
import io.nija.risk.SwitchInForce;
import io.nija.risk.SwitchKind;
import io.nija.risk.Verdict;
import io.nija.risk.internal.Numbers;
import io.nija.risk.internal.rule.Halted;

import org.osgi.service.component.annotations.Component;

/** Any switch in force for an order's lane, account, broker, symbol or everything keeps entries off. */
@Component(service = RiskCheck.class)
public final class SwitchCheck extends EntryCheck {

    public SwitchCheck() {
        super("switches", "No entry while ENTRIES_OFF, REDUCE_ONLY or HALT is in force for it.");
    }

    @Override
    Verdict judge(Facts facts) {
        return facts.situation().lane().switches().stream().max(Comparator.comparing(SwitchInForce::kind))
                .<Verdict>map(SwitchCheck::refused)
                .orElse(PASS);
    }

    private static Verdict.Refused refused(SwitchInForce found) {
        return found.kind() == SwitchKind.HALT ? Halted.refused(found)
                : new Numbers().with("scope", found.scope()).with("since", found.since())
                        .refuse(found.kind().name(), found.kind() + " is in force for " + found.scope() + " since " + found.since()
                                + " (" + found.reason() + "); 'resume' ends it.");
    }
}
