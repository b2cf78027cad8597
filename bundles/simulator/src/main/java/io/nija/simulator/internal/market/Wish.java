package io.nija.simulator.internal.market;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How much an incoming order wants. */
public sealed interface Wish {

    /** How many lots it wants at a price at most. */
    long at(PairRule rule, long ticks);

    /** What is left of it after a part. */
    Wish less(PairRule rule, long ticks, long part);

    /** So many lots. */
    record Lots(long lots) implements Wish {

        @Override
        public long at(PairRule rule, long ticks) {
            return lots;
        }

        @Override
        public Wish less(PairRule rule, long ticks, long part) {
            return new Lots(lots - part);
        }
    }

    /** As much as this amount of the quote asset buys. */
    record Budget(BigDecimal amount) implements Wish {

        @Override
        public long at(PairRule rule, long ticks) {
            return amount.divide(rule.price(ticks), PairRule.LOT_DECIMALS, RoundingMode.DOWN)
                    .unscaledValue().longValueExact();
        }

        @Override
        public Wish less(PairRule rule, long ticks, long part) {
            return new Budget(amount.subtract(rule.price(ticks).multiply(PairRule.volume(part))));
        }
    }
}
