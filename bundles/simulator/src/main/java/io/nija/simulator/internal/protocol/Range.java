package io.nija.simulator.internal.protocol;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import io.nija.exchange.venue.ApiKey;
import io.nija.exchange.venue.History;
import io.nija.exchange.venue.Refused;

/**
 * {@code start} (exclusive), {@code end} (inclusive) and {@code ofs} of a history call. Both bounds are a time in
 * seconds or the id of a row.
 *
 * @param after nanoseconds since 1970
 * @param until nanoseconds since 1970
 * @param skip how many of the newest to leave out
 */
record Range(long after, long until, int skip) {

    /** Rows per page. */
    static final int PAGE = 50;

    /** @param timeOf when the row of an id happened; empty when there is no such row */
    static Range of(Parameters parameters, Function<String, Optional<Long>> timeOf) throws Refused {
        return new Range(bound(parameters, "start", Long.MIN_VALUE, timeOf),
                bound(parameters, "end", Long.MAX_VALUE, timeOf), (int) parameters.whole("ofs", 0, 1_000_000, 0));
    }

    private static long bound(Parameters parameters, String name, long otherwise,
            Function<String, Optional<Long>> timeOf) throws Refused {
        Optional<String> given = parameters.text(name);
        if (given.isEmpty()) {
            return otherwise;
        }
        Optional<Long> row = timeOf.apply(given.get());
        if (row.isPresent()) {
            return row.get();
        }
        Optional<BigDecimal> seconds = parameters.decimal(name);
        if (seconds.isEmpty() || seconds.get().signum() < 0 || seconds.get().precision() - seconds.get().scale() > 10) {
            throw Refused.argument(name);
        }
        // A time in whole seconds includes that second; a later fraction belongs to the next one.
        return seconds.get().movePointRight(9).longValue();
    }

    boolean covers(long time) {
        return time > after && time <= until;
    }

    /** Whether it leaves out anything but a number of the newest. */
    boolean bounded() {
        return after != Long.MIN_VALUE || until != Long.MAX_VALUE;
    }

    /** What of it a key may see. */
    Range within(ApiKey.Settings settings) {
        return new Range(Math.max(after, settings.queryAfter()), Math.min(until, settings.queryUntil()), skip);
    }

    /** The page of it. */
    <T> History.Page<T> page(History<T> history, Predicate<? super T> also) {
        return history.page(after, until, skip, PAGE, also);
    }
}
