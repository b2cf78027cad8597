package io.nija.strategy;

import java.util.Optional;

/**
 * What a strategy is shown. Time is {@link #at()} and no other.
 *
 * @param event what happened
 * @param facts what else is known at that moment
 */
public record Scene(Event event, Facts facts) {

    /** When it happened, milliseconds since 1970, by the venue's clock where it tells it. */
    public long at() {
        return event.at();
    }

    /** What can happen. */
    public sealed interface Event {

        /** When, in milliseconds since 1970. */
        long at();

        /**
         * A candle is closed. They come in order, one for each interval, none twice: an interval without trades has one of volume
         * zero at the last close.
         *
         * @param candle which
         * @param live whether it may be acted on; candles of history, and those that came late, may not
         */
        record Closed(Candle candle, boolean live) implements Event {

            @Override
            public long at() {
                return candle.end();
            }
        }

        /** The best prices changed; they are in {@link Facts#market()}. Only the latest is shown. */
        record Priced(long at) implements Event {}

        /** The strategy's own position changed, or an order it wanted ended; it is in {@link Facts#holding()}. */
        record Traded(long at, String what) implements Event {}
    }

    /** The candle, when one was closed. */
    public Optional<Candle> closed() {
        return event instanceof Event.Closed closed ? Optional.of(closed.candle()) : Optional.empty();
    }

    /** Whether what is decided now can be acted on. */
    public boolean live() {
        return !(event instanceof Event.Closed closed) || closed.live();
    }
}
