package io.nija.trading.internal.order;

/** What can happen to an order, as far as its phase is concerned: the rows of {@link PhaseTable}. */
public enum Signal {
    DENIED("a check refused it"),
    SENT("its intent is on disk; it is being sent"),
    CONFIRMED("the venue said that it has it"),
    REFUSED("the venue said that it did not take it"),
    UNKNOWN("the answer did not come, or says nothing definite"),
    ABSENT("proven: the venue does not have it and will not take it"),
    INTERRUPTED("NIJA ended before the answer came"),
    RESTING("the venue shows it resting"),
    TRIGGERED("the venue shows that its trigger was reached"),
    FILL("some of it was filled"),
    LAST_FILL("the rest of it was filled"),
    CANCELED("the venue shows it cancelled, or confirmed the cancel"),
    EXPIRED("the venue shows it expired"),
    CANCEL_SENT("a cancel is on disk and being sent"),
    CANCEL_FAILED("the cancel did not happen; the order rests"),
    AMEND_SENT("a change is on disk and being sent"),
    AMEND_DONE("the change happened"),
    AMEND_FAILED("the change did not happen");

    private final String words;

    Signal(String words) {
        this.words = words;
    }

    /** In plain words. */
    public String words() {
        return words;
    }
}
