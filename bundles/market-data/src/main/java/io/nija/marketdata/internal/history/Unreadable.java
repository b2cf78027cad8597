package io.nija.marketdata.internal.history;

/** A file is not what it should be; the message is one sentence for the operator that names file, line and cause. */
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
        super(message);
    }
}
