package io.nija.strategy;

/** A state that this version of a strategy cannot go on with. */
public final class IncompatibleState extends Exception {

    private static final long serialVersionUID = 1;

    /** @param message one sentence for the operator: which format was found, which ones are understood */
    public IncompatibleState(String message) {
        super(message);
    }
}
