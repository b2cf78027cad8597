package io.nija.books;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Function;

import io.nija.broker.Observation;
import io.nija.market.Money;

/** A sum that is only as well known, and as old, as the worst of its parts. */
final class Sum {

    private BigDecimal amount;
    private Instant oldest;
    private Observation.Stale<BigDecimal> stale;
    private Observation.Missing<BigDecimal> missing;

    Sum(BigDecimal amount, Instant now) {
        this.amount = amount;
        this.oldest = now;
    }

    void add(Observation<BigDecimal> part) {
        add(part, whole -> new Observation.Known<>(whole, Instant.EPOCH));
    }

    /** Adds what {@code conversion} makes of a part. An arithmetic answer has no time of its own: {@link Instant#EPOCH}. */
    void add(Observation<BigDecimal> part, Function<BigDecimal, Observation<BigDecimal>> conversion) {
        if (part instanceof Observation.Known<BigDecimal> known) {
            age(known.at());
            take(conversion.apply(known.value()));
        } else if (part instanceof Observation.Stale<BigDecimal> old) {
            stale = old;
            take(conversion.apply(old.value()));
        } else if (missing == null && part instanceof Observation.Missing<BigDecimal> none) {
            missing = none;
        }
    }

    private void take(Observation<BigDecimal> converted) {
        if (converted instanceof Observation.Known<BigDecimal> known) {
            age(known.at());
            amount = amount.add(known.value());
        } else if (converted instanceof Observation.Stale<BigDecimal> old) {
            stale = old;
            amount = amount.add(old.value());
        } else if (missing == null && converted instanceof Observation.Missing<BigDecimal> none) {
            missing = none;
        }
    }

    private void age(Instant at) {
        if (!at.equals(Instant.EPOCH) && at.isBefore(oldest)) {
            oldest = at;
        }
    }

    Observation<Money> in(String currency) {
        if (missing != null) {
            return new Observation.Missing<>(missing.code(), missing.reason());
        }
        Money sum = new Money(Portion.plain(amount), currency);
        return stale != null ? new Observation.Stale<>(sum, stale.at(), stale.code(), stale.reason())
                : new Observation.Known<>(sum, oldest);
    }
}
