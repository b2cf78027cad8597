package io.nija.trading.internal.order;

import io.nija.journal.OrderStage;

/** What a signal does to an order's stage: one cell of {@link StageTable}. */
public sealed interface Move {

    /** Where the order is afterwards. */
    OrderStage to();

    /** As expected; {@code to} may be where it was. */
    record Expected(OrderStage to) implements Move {}

    /** It seemed to have ended and had not: followed, and told to a person. */
    record Revival(OrderStage to) implements Move {}

    /** It cannot be: the order stays as it was, and the lane is not reconciled until somebody looked. */
    record Contradiction(OrderStage to) implements Move {}
}
