package io.nija.risk.internal.check;

import java.time.Duration;

import io.nija.market.Quote;
import io.nija.risk.Origin;
import io.nija.risk.RiskCheck;
import io.nija.risk.Scope;
import io.nija.risk.Standing;
import io.nija.risk.Verdict;
import io.nija.risk.internal.Numbers;

import org.osgi.service.component.annotations.Component;

/** Everything an entry is judged by is known, and the quote is fresh. No profile switches it off. */
@Component(service = RiskCheck.class)
public final class FreshDataCheck extends EntryCheck {

    public FreshDataCheck() {
        super("fresh-data", "Instrument rules, quote, fees, balances, equity and rate are known, and the quote is not too old.");
    }

    @Override
    Verdict judge(Facts facts) throws NotKnown {
        facts.instrument();
        facts.fees();
        facts.balances();
        if (facts.situation().origin() != Origin.VERIFICATION) {
            Standing account = facts.standing(Scope.ACCOUNT);
            Facts.worth(account);
            facts.rate(account.currency());
        }
        Quote quote = facts.quote();
        // A quote from the future means that a clock is wrong; how wrong is the same question.
        Duration age = Duration.between(quote.at(), facts.situation().now());
        return age.abs().compareTo(facts.limits().quoteAge()) <= 0 ? PASS
                : new Numbers().with("age", age).with("limit", facts.limits().quoteAge())
                        .refuse("STALE_QUOTE", "The quote of " + quote.symbol() + " is " + Numbers.text(Numbers.seconds(age))
                                + " s old, at most " + Numbers.text(Numbers.seconds(facts.limits().quoteAge())) + " s are allowed.");
    }
}
