package io.nija.indicators;

/** Checks of parameters. */
final class Periods {

    private Periods() {}

    static int atLeast(int least, int period) {
        if (period < least) {
            throw new IllegalArgumentException("A period of at least " + least + " is needed, not " + period + ".");
        }
        return period;
    }
}
