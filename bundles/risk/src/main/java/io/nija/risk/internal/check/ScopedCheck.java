package io.nija.risk.internal.check;

import io.nija.risk.Origin;
import io.nija.risk.Scope;
import io.nija.risk.ScopeLimits;
import io.nija.risk.Standing;
import io.nija.risk.Verdict;

/**
 * A check that is made for each scope with a limit; the first scope that is over it is told. A verification is the
 * smallest order there is and belongs to nobody's trading: scopes do not limit it.
 */
abstract class ScopedCheck extends EntryCheck {

    ScopedCheck(String id, String description) {
        super(id, description);
    }

    @Override
    final Verdict judge(Facts facts) throws NotKnown {
        if (facts.situation().origin() == Origin.VERIFICATION) {
            return PASS;
        }
        for (Scope scope : Scope.values()) {
            ScopeLimits limits = facts.limits().of(scope);
            if (!limited(limits) || scope == Scope.STRATEGY && facts.situation().strategy() == null) {
                continue;
            }
            Verdict verdict = judge(facts, facts.standing(scope), limits);
            if (verdict instanceof Verdict.Refused) {
                return verdict;
            }
        }
        return PASS;
    }

    /** Whether the profile has a number for it. */
    abstract boolean limited(ScopeLimits limits);

    abstract Verdict judge(Facts facts, Standing standing, ScopeLimits limits) throws NotKnown;
}
