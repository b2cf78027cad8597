package io.nija.strategy.kit;

import java.util.Optional;

import io.nija.broker.Observation;
import io.nija.market.Quote;
import io.nija.strategy.Facts;
import io.nija.strategy.Why;

/** What an entry needs to know, and does not. */
public final class Wanting {

    private Wanting() {}

    /** Why nothing can be decided for want of facts, by the rule {@code FACTS}; empty when everything is known. */
    public static Optional<Why> of(Facts facts) {
        Optional<Why> quote = of("The market", facts.market());
        if (quote.isEmpty() && facts.market() instanceof Observation.Known<Quote> known
                && (known.value().bids().isEmpty() || known.value().asks().isEmpty())) {
            quote = Optional.of(new Why("FACTS", "The market is not known: one side of the book is empty."));
        }
        return quote.or(() -> of("What the account pays", facts.fees())).or(() -> of("What may be risked", facts.budget()));
    }

    private static Optional<Why> of(String what, Observation<?> observation) {
        if (observation instanceof Observation.Stale<?> stale) {
            return Optional.of(new Why("FACTS", what + " is not known now: " + stale.reason() + " [" + stale.code() + "]"));
        }
        if (observation instanceof Observation.Missing<?> missing) {
            return Optional.of(new Why("FACTS", what + " is not known: " + missing.reason() + " [" + missing.code() + "]"));
        }
        return Optional.empty();
    }
}
