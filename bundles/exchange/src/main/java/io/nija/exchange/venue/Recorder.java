package io.nija.exchange.venue;

/** Is told of every input before it takes effect. */
public interface Recorder {

    /** @param time of the exchange, nanoseconds since 1970, at which it takes effect */
    void input(long time, Input<?> input);

    /**
     * A key is let in at the gate.
     *
     * @param nonce unsigned
     * @param cost in thousandths of a point
     */
    default void used(long time, String key, String nonce, long cost) { }
}
