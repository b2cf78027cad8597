package io.nija.books;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import io.nija.broker.Observation;
import io.nija.market.Money;
import io.nija.market.Quote;
import io.nija.market.Symbol;

/**
 * Risk equity: the capital assigned, what own trading put into the pocket or took out of it, and own positions at the exit
 * side of their quotes, in the reporting currency. Foreign holdings are outside.
 */
public final class Equity {

    private Equity() {}

    /**
     * The equity of an account.
     *
     * @param capital what was assigned, in the reporting currency
     * @param positions all own positions, closed ones too: their cash belongs to it
     * @param quotes of each open position's instrument
     * @param rates for everything that is not in the reporting currency
     * @param unexplained balance changes nobody can explain, by asset; any makes the equity missing
     * @return missing or stale as soon as one part is; known with the time of its oldest quote (of {@code now} without any)
     */
    public static Observation<Money> of(Money capital, Collection<Position> positions, Map<Symbol, Observation<Quote>> quotes,
            Rates rates, Map<String, BigDecimal> unexplained, Instant now) {
        Optional<Observation<Money>> open = unexplained(unexplained);
        return open.orElseGet(() -> of(capital, List.of(new Venue(positions, quotes, rates)), now));
    }

    /** Missing, when there is a balance change that nobody can explain. */
    private static Optional<Observation<Money>> unexplained(Map<String, BigDecimal> unexplained) {
        return new TreeMap<>(unexplained).entrySet().stream().filter(change -> change.getValue().signum() != 0).findFirst()
                .map(change -> new Observation.Missing<>("UNEXPLAINED_BALANCE", "The balance of " + change.getKey() + " changed by "
                        + change.getValue().toPlainString() + ", and nothing explains it."));
    }

    /**
     * What is held at one venue, and what its market says.
     *
     * @param positions all own positions there, closed ones too
     * @param quotes of each open position's instrument, at that venue
     * @param rates for everything that is not in the reporting currency
     */
    public record Venue(Collection<Position> positions, Map<Symbol, Observation<Quote>> quotes, Rates rates) {}

    /** The equity over several venues whose balances are all explained; with a capital of nothing, what trading brought. */
    public static Observation<Money> of(Money capital, Collection<Venue> venues, Instant now) {
        Sum sum = new Sum(capital.amount(), now);
        for (Venue venue : venues) {
            SortedMap<String, BigDecimal> pocket = new TreeMap<>();
            for (Position position : venue.positions()) {
                pocket.merge(position.symbol().quote(), position.cash(), BigDecimal::add);
                position.otherFees().forEach((asset, fee) -> pocket.merge(asset, fee.negate(), BigDecimal::add));
            }
            pocket.forEach((asset, amount) -> sum.add(venue.rates().convert(amount, asset, capital.currency())));
            for (Position position : venue.positions()) {
                Observation<BigDecimal> value = position.exitValue(venue.quotes().get(position.symbol()));
                sum.add(value, worth -> venue.rates().convert(worth, position.symbol().quote(), capital.currency()));
            }
        }
        return sum.in(capital.currency());
    }
}
