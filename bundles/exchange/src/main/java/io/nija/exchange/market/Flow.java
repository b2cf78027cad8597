package io.nija.exchange.market;

/**
 * What the strangers of one pair do: a function of the seed, of the moments it is told, and of what it sees in the
 * market then; never of a clock, and never of how often somebody looks. Guarded by the venue's lock.
 *
 * <p>The venue first calls {@link #begin}; then, as time passes, {@link #step} at exactly {@link #nextAt()}, as often as
 * it takes, in the order of time over all pairs. When nobody has an order in the pair and much time has passed at once,
 * it calls {@link #begin} again instead; what the tape says of the time between comes from {@link History}.
 */
public interface Flow {

    /** Puts the strangers' book as it stands at a moment into the market, in place of what they had there before. */
    void begin(long now, FlowTarget market);

    /** When they act next, nanoseconds since 1970; always later than the moment of the last call. */
    long nextAt();

    /** They act; it is {@link #nextAt()} now. */
    void step(FlowTarget market);

    /**
     * Somebody moves the price: from the next step on what they think it is worth is by so much higher, or lower.
     *
     * @param perMillion parts per million, above -1,000,000
     */
    void jump(long now, long perMillion);

    /** All that {@link #restore} needs to go on as if nothing had happened; without line breaks. */
    String snapshot();

    /** Goes on from a {@link #snapshot}; the market has the orders of that moment already. */
    void restore(String snapshot);
}
