package io.nija.books;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import io.nija.broker.Observation;
import io.nija.market.Quote;
import io.nija.market.Symbol;

/**
 * What one asset is worth in another, at the exit side of quotes: directly, the other way round, or over one asset between
 * them. Nothing is ever one to one but an asset with itself: a stablecoin is converted like anything else. A rate the
 * other way round is the only number here that is rounded, to 34 digits.
 *
 * @param quotes by instrument
 */
public record Rates(Map<Symbol, Observation<Quote>> quotes) {

    public Rates {
        quotes = Map.copyOf(quotes);
    }

    /**
     * An amount in another asset: what would be got for it, or for one below zero what must be paid to make it good.
     *
     * @return stale when the best way is, missing when there is none
     */
    public Observation<BigDecimal> convert(BigDecimal amount, String from, String to) {
        if (amount.signum() == 0 || from.equals(to)) {
            return new Observation.Known<>(amount, java.time.Instant.EPOCH);
        }
        return rate(from, to, amount.signum() > 0).with(rate -> Portion.plain(rate.multiply(amount)));
    }

    private ExitSide rate(String from, String to, boolean sells) {
        ExitSide direct = step(from, to, sells);
        if (direct.observed() instanceof Observation.Known) {
            return direct;
        }
        List<ExitSide> ways = new ArrayList<>(List.of(direct));
        for (String between : assets()) {
            if (!between.equals(from) && !between.equals(to)) {
                ways.add(chain(step(from, between, sells), step(between, to, sells)));
            }
        }
        return ways.stream().filter(way -> way.observed() instanceof Observation.Known).findFirst()
                .or(() -> ways.stream().filter(way -> way.observed() instanceof Observation.Stale).findFirst())
                .orElseGet(() -> new ExitSide(new Observation.Missing<>("NO_RATE", "There is no rate of " + from + " in " + to + ".")));
    }

    private TreeSet<String> assets() {
        TreeSet<String> assets = new TreeSet<>();
        quotes.keySet().forEach(symbol -> {
            assets.add(symbol.base());
            assets.add(symbol.quote());
        });
        return assets;
    }

    private ExitSide step(String from, String to, boolean sells) {
        Observation<Quote> direct = quotes.get(new Symbol(from, to));
        if (direct != null) {
            return ExitSide.price(direct, side(sells));
        }
        Observation<Quote> inverse = quotes.get(new Symbol(to, from));
        if (inverse == null) {
            return new ExitSide(new Observation.Missing<>("NO_RATE", "There is no rate of " + from + " in " + to + "."));
        }
        // To get rid of one is to buy the other at its ask.
        return new ExitSide(ExitSide.price(inverse, side(!sells)).with(price -> BigDecimal.ONE.divide(price, MathContext.DECIMAL128)));
    }

    private static BigDecimal side(boolean sells) {
        return sells ? BigDecimal.ONE : BigDecimal.ONE.negate();
    }

    private static ExitSide chain(ExitSide one, ExitSide other) {
        if (other.observed() instanceof Observation.Known<BigDecimal> second) {
            Observation<BigDecimal> chained = one.with(first -> first.multiply(second.value()));
            return new ExitSide(chained instanceof Observation.Known<BigDecimal> known && second.at().isBefore(known.at())
                    ? new Observation.Known<>(known.value(), second.at()) : chained);
        }
        if (one.observed() instanceof Observation.Missing) {
            return one;
        }
        if (other.observed() instanceof Observation.Stale<BigDecimal> second) {
            BigDecimal first = value(one.observed());
            return new ExitSide(new Observation.Stale<>(first.multiply(second.value()), second.at(), second.code(), second.reason()));
        }
        return other;
    }

    private static BigDecimal value(Observation<BigDecimal> observed) {
        return observed instanceof Observation.Known<BigDecimal> known ? known.value()
                : ((Observation.Stale<BigDecimal>) observed).value();
    }
}
