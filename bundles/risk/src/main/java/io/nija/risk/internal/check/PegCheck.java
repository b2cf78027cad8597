package io.nija.risk.internal.check;

import java.math.BigDecimal;
import java.util.List;

import io.nija.risk.RiskCheck;
import io.nija.risk.Verdict;
import io.nija.risk.internal.Numbers;

import org.osgi.service.component.annotations.Component;

/** A stablecoin on either side of the order is near what it is pegged to. */
@Component(service = RiskCheck.class)
public final class PegCheck extends EntryCheck {

    public PegCheck() {
        super("stablecoin-peg", "A stablecoin that is bought, sold or paid with is near its peg at the market.");
    }

    @Override
    Verdict judge(Facts facts) throws NotKnown {
        BigDecimal limit = facts.limits().pegPercent();
        if (limit == null) {
            return PASS;
        }
        for (String asset : List.of(facts.order().symbol().base(), facts.order().symbol().quote())) {
            String currency = facts.limits().stablecoins().get(asset);
            if (currency == null) {
                continue;
            }
            BigDecimal worth = NotKnown.unless(facts.situation().market().pegs().get(asset), "the rate of ", asset, " in ", currency);
            BigDecimal off = worth.subtract(BigDecimal.ONE).abs().movePointRight(2);
            if (off.compareTo(limit) > 0) {
                return new Numbers().with("worth", worth).with("offPercent", off).with("limitPercent", limit)
                        .refuse("OFF_PEG", asset + " is worth " + Numbers.text(worth) + " " + currency + ", "
                                + Numbers.text(off) + " % off its peg; at most " + Numbers.text(limit) + " % are allowed.");
            }
        }
        return PASS;
    }
}
