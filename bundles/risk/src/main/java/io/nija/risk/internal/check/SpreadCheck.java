package io.nija.risk.internal.check;

import java.math.BigDecimal;
import java.math.MathContext;

import io.nija.market.Quote;
import io.nija.risk.RiskCheck;
import io.nija.risk.Verdict;
import io.nija.risk.internal.Numbers;

import org.osgi.service.component.annotations.Component;

/** The spread is normal, in per cent of the middle. */
@Component(service = RiskCheck.class)
public final class SpreadCheck extends EntryCheck {

    public SpreadCheck() {
        super("spread", "The spread is not wider than the profile's share of the middle.");
    }

    @Override
    Verdict judge(Facts facts) throws NotKnown {
        BigDecimal limit = facts.limits().spreadPercent();
        if (limit == null) {
            return PASS;
        }
        Quote quote = facts.quote();
        BigDecimal bid = quote.bids().get(0).price();
        BigDecimal ask = quote.asks().get(0).price();
        // spread / ((bid + ask) / 2) <= limit / 100, without a division
        BigDecimal spread = ask.subtract(bid);
        BigDecimal sum = ask.add(bid);
        return spread.multiply(BigDecimal.valueOf(200)).compareTo(limit.multiply(sum)) <= 0 ? PASS
                : new Numbers().with("bid", bid).with("ask", ask).with("limitPercent", limit)
                        .refuse("SPREAD", "The spread between " + Numbers.text(bid) + " and " + Numbers.text(ask) + " is about "
                                + Numbers.text(spread.multiply(BigDecimal.valueOf(200)).divide(sum, new MathContext(3)))
                                + " % of the price; at most " + Numbers.text(limit) + " % are allowed.");
    }
}
