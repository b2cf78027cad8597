package io.nija.books;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;

import io.nija.broker.Observation;
import io.nija.market.Quote;

/** An observed number that goes through arithmetic and stays as well known as it was. */
record ExitSide(Observation<BigDecimal> observed) {

    /** The price at which so many coins would be closed: the best bid for a long, the best ask for a short. */
    static ExitSide price(Observation<Quote> observed, BigDecimal coins) {
        if (observed instanceof Observation.Known<Quote> known) {
            BigDecimal best = best(known.value(), coins);
            return new ExitSide(best == null ? empty(known.value()) : new Observation.Known<>(best, known.at()));
        }
        if (observed instanceof Observation.Stale<Quote> stale) {
            BigDecimal best = best(stale.value(), coins);
            return new ExitSide(best == null ? empty(stale.value())
                    : new Observation.Stale<>(best, stale.at(), stale.code(), stale.reason()));
        }
        if (observed instanceof Observation.Missing<Quote> missing) {
            return new ExitSide(new Observation.Missing<>(missing.code(), missing.reason()));
        }
        return new ExitSide(new Observation.Missing<>("NO_QUOTE", "Nobody looked for a quote."));
    }

    private static BigDecimal best(Quote quote, BigDecimal coins) {
        List<Quote.Level> levels = coins.signum() > 0 ? quote.bids() : quote.asks();
        return levels.isEmpty() ? null : levels.get(0).price();
    }

    private static Observation<BigDecimal> empty(Quote quote) {
        return new Observation.Missing<>("EMPTY_BOOK", "Nobody is on the other side of " + quote.symbol() + ".");
    }

    Observation<BigDecimal> with(UnaryOperator<BigDecimal> arithmetic) {
        if (observed instanceof Observation.Known<BigDecimal> known) {
            return new Observation.Known<>(arithmetic.apply(known.value()), known.at());
        }
        if (observed instanceof Observation.Stale<BigDecimal> stale) {
            return new Observation.Stale<>(arithmetic.apply(stale.value()), stale.at(), stale.code(), stale.reason());
        }
        return observed;
    }
}
