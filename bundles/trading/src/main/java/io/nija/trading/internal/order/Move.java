package io.nija.trading.internal.order;

/** What a signal does to a phase: one cell of {@link PhaseTable}. */
public sealed interface Move {

    /** Where the order is afterwards. */
    Phase to();

    /** As expected; {@code to} may be where it was. */
    record Expected(Phase to) implements Move {}

    /** It seemed to have ended and had not, or was filled after its end: followed, and told to a person. */
    record Revival(Phase to) implements Move {}

    /** It cannot be: the order stays as it was, and the lane is not reconciled until somebody looked. */
    record Contradiction(Phase to) implements Move {}
}
