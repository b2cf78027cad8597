package io.nija.broker.kraken.internal.wire;

/** A document does not have the form its reader needs. The message says where, in plain words, without values. */
public final class UnexpectedShape extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnexpectedShape(String message) {
        super(message, null, false, false);
    }
}
