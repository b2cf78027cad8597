package io.nija.risk.internal.check;

import java.math.BigDecimal;

import io.nija.broker.Observation;
import io.nija.risk.Standing;
import io.nija.risk.Verdict;
import io.nija.risk.internal.Numbers;

/** An exposure with the new order added, against a share of equity. */
final class Exposure {

    private Exposure() {}

    static Verdict with(Facts facts, Standing standing, Observation<BigDecimal> observed, String where,
            BigDecimal percent, String code) throws NotKnown {
        BigDecimal before = NotKnown.unless(observed, "the exposure of ", standing.name(), " ", where);
        BigDecimal after = before.add(facts.cost(standing.currency()));
        BigDecimal most = Numbers.part(Facts.worth(standing).equity().amount(), percent);
        return after.compareTo(most) <= 0 ? EntryCheck.PASS
                : new Numbers().in(standing).with("before", before).with("after", after).with("most", most)
                        .with("limitPercent", percent)
                        .refuse(code, "The exposure of " + standing.name() + " " + where + " would be " + Numbers.text(after) + " "
                                + standing.currency() + "; " + Numbers.text(percent) + " % of equity are " + Numbers.text(most) + ".");
    }
}
