package io.nija.broker.kraken.internal.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * How one call ended.
 *
 * @param <T> what was asked for
 */
public sealed interface Reply<T> {

    /**
     * The venue answered.
     *
     * @param at when the answer was there, by this machine's clock
     * @param roundTrip between writing and that
     */
    record Good<T>(T value, Instant at, Duration roundTrip) implements Reply<T> {

        /** The venue may have looked as early as this: what it shows is not newer. */
        public Instant asked() {
            return at.minus(roundTrip);
        }
    }

    /** It brought no result. */
    record Bad<T>(Problem problem) implements Reply<T> {}

    /** Reads the value; a value of another shape than {@code reader} expects is a problem, not an exception. */
    default <U> Reply<U> read(Function<? super T, ? extends U> reader) {
        if (this instanceof Good<T> good) {
            try {
                return new Good<>(reader.apply(good.value()), good.at(), good.roundTrip());
            } catch (UnexpectedShape shape) {
                return new Bad<>(new Problem("KRAKEN_UNREADABLE_ANSWER", Fate.UNCERTAIN, Cause.UNREADABLE,
                        "Kraken's answer has another form than documented: " + shape.getMessage(),
                        "Look for a newer NIJA; Kraken may have changed its interface.", good.at(), null));
            }
        }
        return new Bad<>(((Bad<T>) this).problem());
    }
}
