package io.nija.risk.internal.check;

import io.nija.risk.Origin;
import io.nija.risk.RiskCheck;
import io.nija.risk.Verdict;
import io.nija.risk.internal.Numbers;

import org.osgi.service.component.annotations.Component;

/** No entry while journal and venue may disagree. A verification must also work where nothing is traded. */
@Component(service = RiskCheck.class)
public final class ReconciledCheck extends EntryCheck {

    public ReconciledCheck() {
        super("reconciled", "No entry until journal and venue agree on orders, fills and balances.");
    }

    @Override
    Verdict judge(Facts facts) {
        var lane = facts.situation().lane();
        return lane.reconciled() || facts.situation().origin() == Origin.VERIFICATION ? PASS
                : new Numbers().with("reconciled", "no").refuse("NOT_RECONCILED", lane.id()
                        + " is not reconciled: journal and venue do not agree yet; 'why " + lane.id() + "' says on what.");
    }
}
