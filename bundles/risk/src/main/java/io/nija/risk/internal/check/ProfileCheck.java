package io.nija.risk.internal.check;

import io.nija.account.Mode;
import io.nija.risk.RiskCheck;
import io.nija.risk.Verdict;
import io.nija.risk.internal.Numbers;

import org.osgi.service.component.annotations.Component;

/** A profile for practice is used on paper and sandbox lanes only. */
@Component(service = RiskCheck.class)
public final class ProfileCheck extends EntryCheck {

    public ProfileCheck() {
        super("profile", "A profile for practice is used on paper and sandbox lanes only.");
    }

    @Override
    Verdict judge(Facts facts) {
        Mode mode = facts.situation().lane().mode();
        return !facts.limits().practiceOnly() || mode == Mode.PAPER || mode == Mode.SANDBOX ? PASS
                : new Numbers().with("profile", facts.limits().profile()).with("mode", mode.name())
                        .refuse("PROFILE_FOR_PRACTICE", "The risk profile " + facts.limits().profile()
                                + " is for paper and sandbox lanes only; " + facts.situation().lane().id() + " is neither."
                                + " Set risk = careful in the account's file.");
    }
}
