package io.nija.strategy;

import java.math.BigDecimal;
import java.util.function.Supplier;

import io.nija.order.Side;

/** What a strategy decided. Prices and quantities are exact and on the instrument's grid. */
public sealed interface Decision {

    /** For which reason. */
    Why why();

    /** The rule that decided, as {@link Why#rule()} has it; costs nothing. */
    default String rule() {
        return why().rule();
    }

    /**
     * Nothing is done. It is what is decided most of the time, so its words are only made for those who read them.
     *
     * @param rule the rule that decided
     * @param words depends on nothing that can change
     */
    record Pass(String rule, Supplier<Why> words) implements Decision {

        /** With words that are there already. */
        public Pass(Why why) {
            this(why.rule(), () -> why);
        }

        @Override
        public Why why() {
            return words.get();
        }
    }

    /**
     * A position is opened. Refused by who runs the strategy when it has one already.
     *
     * @param side which way
     * @param quantity in base
     * @param bracket where it ends
     */
    record Enter(Side side, BigDecimal quantity, Bracket bracket, Why why) implements Decision {}

    /**
     * The same position is opened in slices of equal size.
     *
     * @param slices at least two
     * @param everyMillis between two of them
     */
    record EnterInSlices(Side side, BigDecimal quantity, int slices, long everyMillis, Bracket bracket, Why why) implements Decision {}

    /**
     * The position, or a part of it, is closed at the market.
     *
     * @param quantity in base, or null for all of it
     */
    record Exit(BigDecimal quantity, Why why) implements Decision {}

    /** The stop of the position is put elsewhere; one that is further from the market than it was is refused. */
    record MoveStop(BigDecimal stop, Why why) implements Decision {}
}
