package io.nija.benchmarks.matching;

/** An order book in the race. Each counts its trades and folds every one of them, in order, into one number. */
interface Contender {

    /** A limit order, good till canceled; trades what it can and rests. */
    void limit(long id, boolean buys, long price, long quantity);

    /** Takes what is left of an order out. */
    void cancel(long id);

    /** Makes what is left of an order less by this, in place. */
    void reduce(long id, long less, long left);

    /** How many trades there were. */
    long trades();

    /** All trades in one number: the same for all contenders, or they did not do the same work. */
    long digest();

    /** Folds one trade into a digest. */
    static long fold(long digest, long maker, long price, long quantity) {
        return digest * 31 + maker * 7 + price * 3 + quantity;
    }
}
