package io.nija.broker.kraken.internal.wire;

/** What surely became, or may have become, of a request that was not answered with a result. */
public enum Fate {
    /** Not one byte of it was written. */
    NOT_SENT,
    /** Class N of the sheet: not executed, and the same request would be refused again. */
    REFUSED,
    /** Class W of the sheet: not executed, may be tried later. */
    LATER,
    /** Class A of the sheet: may have been executed. */
    UNCERTAIN,
    /** Class D of the sheet: what was wanted has probably been reached already. */
    MOOT;

    /** Whether nothing can have changed at the venue. */
    public boolean certainlyNotDone() {
        return this != UNCERTAIN;
    }
}
