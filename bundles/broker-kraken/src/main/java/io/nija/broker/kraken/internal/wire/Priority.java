package io.nija.broker.kraken.internal.wire;

/** Who goes first when a lane's turn is free, most urgent first. */
public enum Priority {
    CANCEL,
    PROTECTIVE,
    EXIT,
    ENTRY,
    QUERY,
    HISTORY;

    /** Whether a waiting call of this priority shortens the turn of the call before it. */
    public boolean trading() {
        return compareTo(QUERY) < 0;
    }
}
