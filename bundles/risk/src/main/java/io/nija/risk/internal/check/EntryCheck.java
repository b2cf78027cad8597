package io.nija.risk.internal.check;

import io.nija.risk.RiskCheck;
import io.nija.risk.Situation;
import io.nija.risk.Verdict;

/** A check that refuses by itself whatever it cannot know. */
abstract class EntryCheck implements RiskCheck {

    /** Nothing is to be said against it. */
    static final Verdict PASS = new Verdict.Pass();

    private final String id;
    private final String description;

    EntryCheck(String id, String description) {
        this.id = id;
        this.description = description;
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String description() {
        return description;
    }

    @Override
    public final Verdict judge(Situation situation) {
        try {
            return judge(new Facts(situation));
        } catch (NotKnown missing) {
            return missing.refusal();
        }
    }

    abstract Verdict judge(Facts facts) throws NotKnown;
}
